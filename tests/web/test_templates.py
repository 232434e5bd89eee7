"""Templates keep to a strict content policy and say what they must."""

import re
from datetime import date
from pathlib import Path
from statistics import median
from types import SimpleNamespace

import pytest
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from guide.web.presenters.figures import CellState, Figure, FigureTable, figure_row
from guide.web.presenters.frame import Link
from guide.web.presenters.jsonld import jsonld
from guide.web.presenters.results import (
    Badge,
    Chip,
    Entry,
    FacetGroup,
    FacetOption,
    Glance,
    page_numbers,
)
from tests.web.rendering import WEB, call, make_environment, make_frame

TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style",
    "an event attribute": r"\son[a-z]+\s*=",
    "an inline script": r"<script(?![^>]*\b(src=|nonce=|type=\"application/ld\+json\"))",
    "the safe filter": r"\|\s*safe\b",
    "autoescape switched off": r"autoescape\s+false",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_breaks_the_content_policy(path: Path, what: str) -> None:
    """Inline style, inline script and unescaped text are refused in every template."""
    assert not re.search(FORBIDDEN[what], path.read_text(encoding="utf-8"))


def test_templates_are_short() -> None:
    """Half of the templates have 35 lines or fewer."""
    assert median(len(path.read_text().splitlines()) for path in TEMPLATES) <= 35


def test_every_macro_is_in_the_documentation() -> None:
    """docs/look.md names each macro with its parameters, and none that is gone."""
    documented = (WEB.parents[1] / "docs" / "look.md").read_text(encoding="utf-8")
    table = documented.split("## Macros")[1].split("## ")[0]
    for path in TEMPLATES:
        for name, given in re.findall(r"{% macro ([a-z]\w*)\(([^)]*)\)", path.read_text()):
            parameters = [part.split("=")[0].strip() for part in given.split(",") if part.strip()]
            assert f"`{name}({', '.join(parameters)}" in table, f"{path.name}: {name}"
    macros = set(re.findall(r"`(\w+)\(", table))
    sources = "".join(path.read_text() for path in TEMPLATES)
    assert macros <= set(re.findall(r"{% macro (\w+)", sources))


def test_the_frame_has_language_skip_link_search_and_navigation() -> None:
    """The base page carries what every page must have."""
    page = make_environment().get_template("base.html").render(frame=make_frame(query="erp"))
    assert '<html lang="da">' in page
    assert 'href="#main"' in page
    assert 'value="erp"' in page
    assert '<a href="/kategorier" aria-current="page">' in page
    assert 'hreflang="en" href="/en/"' in page
    assert "Data er fra 2026." in page


def test_the_frame_speaks_english() -> None:
    """The same page in English takes its text from the catalogue."""
    page = make_environment("en").get_template("base.html").render(frame=make_frame("en"))
    assert '<html lang="en">' in page
    assert "Skip to content" in page


def test_the_front_page_can_leave_out_the_small_search_box() -> None:
    """A page with a large search box of its own has no second one in the masthead."""
    template = make_environment().get_template("base.html")
    assert "<search>" not in template.render(frame=make_frame(), no_masthead_search=True)


def test_a_searchbox_keeps_what_was_searched_and_escapes_it() -> None:
    """The query stays in the box as text, whatever it holds."""
    html = call("_search.html", "search_box", make_frame(query='"><script>'))
    assert "<script>" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


def test_a_facet_is_a_form_of_checkboxes_with_counts() -> None:
    """Chosen values are checked, children unfold beneath them, and other parameters survive."""
    child = FacetOption(value="print", label="Print", count=1372, checked=True)
    parent = FacetOption(value="hardware", label="Hardware", count=2000, children=(child,))
    group = FacetGroup(name="kategori", label="Kategori", options=(parent,))
    html = call("_facets.html", "facet_form", (group,), "/soeg", (("q", "toner"),))
    assert '<input type="hidden" name="q" value="toner">' in html
    assert '<input type="checkbox" name="kategori" value="print" checked>' in html
    assert "1.372" in html
    assert '<details class="facet" open>' in html
    assert "Vis resultater" in html


def test_a_chip_removes_its_own_filter() -> None:
    """Each chip is a link to the same search without it, told in words to those who listen."""
    html = call("_results.html", "chips", (Chip(label="Print", remove_url="/soeg?q=x"),), "/soeg")
    assert 'href="/soeg?q=x"' in html
    assert "Fjern filter:" in html
    assert "Fjern alle filtre" in html


def test_page_numbers_name_the_present_page() -> None:
    """The present page is marked, the neighbours are links, and gaps are silent."""
    html = call(
        "_results.html", "pagination", page_numbers(6, 254, 20, lambda page: f"?side={page}")
    )
    assert '<a href="?side=6" aria-current="page">' in html
    assert 'href="?side=5" rel="prev"' in html
    assert html.count('aria-hidden="true">…') == 2


def test_one_page_needs_no_page_numbers() -> None:
    """A list that fits has no navigation beneath it."""
    assert call("_results.html", "pagination", page_numbers(1, 20, 20, str)) == ""


def test_an_entry_tells_what_is_not_published() -> None:
    """A missing figure is told in words, a name is escaped, a highlight is kept."""
    entry = Entry(
        name="Brød & Data <ApS>",
        url="/virksomhed/broed-data",
        place="Aarhus",
        snippet=Markup("med <mark>toner</mark>"),
        categories=(Link(label="Print", url="/kategori/print"),),
        badge=Badge(kind="bankrupt", label="Konkurs 2008"),
        figures=(
            Glance(label="Omsætning", text=None, missing="ikke offentliggjort"),
            Glance(label="Ansatte", text=None),
        ),
    )
    html = call("_entry.html", "entry", entry)
    assert "Brød &amp; Data &lt;ApS&gt;" in html
    assert "<mark>toner</mark>" in html
    assert "Konkurs 2008" in html
    assert html.index("ikke offentliggjort") < html.index("ikke oplyst")


def test_a_brief_entry_has_name_and_place_alone() -> None:
    """In a rail beside a profile a company takes two lines."""
    entry = Entry(name="Nordlys", url="/n", place="Aalborg", snippet="Service på printere")
    html = call("_entry.html", "entries", (entry,), brief=True)
    assert "Aalborg" in html
    assert "Service" not in html


def test_the_figure_table_joins_years_that_are_not_published() -> None:
    """Neighbouring missing years share a cell that says why; a loss is marked and has a minus."""
    gone = Figure(state=CellState.NOT_PUBLISHED)
    loss = Figure(state=CellState.KNOWN, text="−1.204", value="-1204000", negative=True)
    table = FigureTable(
        caption="t.kr.",
        periods=("2024", "2023", "2022"),
        rows=(figure_row("Resultat", (loss, gone, gone), hint="efter skat"),),
    )
    html = call("_figures.html", "figure_table", table)
    assert '<td class="negative"><data value="-1204000">−1.204</data></td>' in html
    assert '<td class="unknown" colspan="2">ikke offentliggjort</td>' in html
    assert '<abbr title="efter skat">' in html


def test_the_figure_table_says_not_stated_when_nobody_knows() -> None:
    """Unknown and not published are two different things."""
    row = figure_row("Ansatte", (Figure(state=CellState.UNKNOWN),))
    table = FigureTable(caption="", periods=("2024",), rows=(row,))
    assert '<td class="unknown">ikke oplyst</td>' in call("_figures.html", "figure_table", table)


def test_a_fact_tells_its_source_and_age() -> None:
    """Source and day stand beneath the fact, and a company's own link is not vouched for."""
    source = SimpleNamespace(name="virksomheden", url="", day=date(2026, 6, 2), note="")
    fact = SimpleNamespace(
        label="Websted", text="x.dk", url="https://x.dk", outside=True, missing="", source=source
    )
    html = call("_facts.html", "facts", (fact,))
    assert 'rel="nofollow ugc noopener"' in html
    assert '<time datetime="2026-06-02">2.\u00a0juni 2026</time>' in html


def test_the_box_shows_the_company_of_the_day_and_the_way_in() -> None:
    """The box counts the companies, shows one, and leads to the sign-up."""
    box = SimpleNamespace(
        heading="Brancheguiden",
        url="/",
        updated=date(2026, 11, 24),
        count=1491,
        ways=(Link(label="Hvad kan de?", url="/kategorier"),),
        company=Entry(name="Nordlys ApS", url="/virksomhed/nordlys", place="Aalborg"),
        kicker="",
        figures_url="/virksomhed/nordlys#tal",
        sign_up_url="/tilmeld",
    )
    html = call("_box.html", "guide_box", box)
    assert "1.491 virksomheder" in html
    assert "Dagens virksomhed" in html
    assert 'href="/tilmeld"' in html


def test_an_event_that_is_over_says_so() -> None:
    """A past event is shown as held, and one without a date claims none."""
    past = SimpleNamespace(
        day=date(2025, 9, 18), title="A", url="", past=True, cancelled=False, place="Odense"
    )
    undated = SimpleNamespace(day=None, title="B", url="/b", past=True, cancelled=False, place="")
    html = call("_lists.html", "events", (past, undated))
    assert "Afholdt · Odense" in html
    assert "dato ikke oplyst" in html


class _SignUp(Form):
    cvr = StringField("CVR-nummer", [InputRequired("Skriv CVR-nummeret")])
    website = StringField("Websted")
    size = RadioField(
        "Størrelse", [InputRequired("Vælg en størrelse")], choices=[SelectChoice("1", "1–9")]
    )


def test_a_wrong_field_is_named_in_the_summary_and_at_its_place() -> None:
    """Summary links to the field; the control points to its hint and its error."""
    form = _SignUp(MultiDict({"cvr": ""}))
    form.validate()
    assert '<a href="#cvr">Skriv CVR-nummeret</a>' in call("_form.html", "error_summary", form)
    html = call("_form.html", "field", form.cvr, hint="Otte cifre", inputmode="numeric")
    assert 'aria-describedby="cvr-hint cvr-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'inputmode="numeric"' in html
    assert "Vælg en størrelse" in call("_form.html", "choices", form.size)


def test_an_optional_field_says_that_it_may_be_left_out() -> None:
    """What is not required is marked, what is required is not; nothing is described by nothing."""
    html = call("_form.html", "field", _SignUp().website)
    assert "(kan udelades)" in html
    assert "aria-describedby" not in html


def test_a_form_without_errors_has_no_summary() -> None:
    """The summary appears only when there is something to correct."""
    assert call("_form.html", "error_summary", _SignUp()) == ""


def test_the_honeypot_is_out_of_reach_for_people() -> None:
    """The trap is neither focusable nor read aloud."""
    html = call("_form.html", "honeypot")
    assert 'aria-hidden="true"' in html
    assert 'tabindex="-1"' in html


def test_linked_data_cannot_end_its_script() -> None:
    """No text inside JSON-LD can close the element or open a comment."""
    text = jsonld({"name": "</script><!-- & \u2028"})
    assert "<" not in text
    assert "&" not in text
    assert "\u2028" not in text
