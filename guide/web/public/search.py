"""/soeg: words, facets, orders and pages; every state is an address that can be shared."""

from dataclasses import dataclass, replace

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from guide.domain.company import CompanyId
from guide.search.highlight import highlight
from guide.search.port import SearchRequest, Sort
from guide.usecases.search_companies import Answer, search_companies
from guide.web.context import the_guide, today
from guide.web.languages import current_language
from guide.web.presenters.frame import Link
from guide.web.presenters.numbers import number
from guide.web.presenters.results import Chip, Entry, FacetGroup, Pages, page_numbers
from guide.web.public import facets
from guide.web.public.entries import entry
from guide.web.public.exports import file_links
from guide.web.public.notices import DEEPEST, LONGEST, notices
from guide.web.public.parameters import SORTS, Asked, address, filters, pairs, read
from guide.web.public.reasons import why
from guide.web.public.ways_on import ways_on
from guide.web.shared import Shared, shared
from guide.web.visits import count_search

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultPage:
    """A result as the page shows it; ``notices`` tell what the reader should know of it."""

    heading: str
    total: int
    entries: tuple[Entry, ...]
    groups: tuple[FacetGroup, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[Link, ...]
    pages: Pages
    hidden: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    links: tuple[Link, ...]
    limited: bool
    stub_url: str = ""
    files: tuple[Link, ...] = ()


def search() -> ResponseReturnValue:
    """Show the result that the address asks for; 404 for a page that is not there."""
    known = shared()
    asked = read(request.args, known)
    answer = _ask(asked, known)
    page = asked.page
    last = max(1, -(-min(answer.result.total, DEEPEST) // PER_PAGE))
    status = 200 if page is not None and page <= last else 404
    if page == 1:
        count_search(asked.text, answer.cards)
    shown = _page(asked, answer, known)
    return render_template("public/search.html", result=shown, asked=asked, status=status), status


def search_count() -> ResponseReturnValue:
    """Tell how many hits the chosen filters would give."""
    known = shared()
    asked = replace(read(request.args, known), page=1)
    answer = _ask(asked, known, only_count=True)
    return jsonify({"text": _("Vis %(count)s", count=companies(answer.result.total))})


def companies(count: int) -> str:
    """Count companies in words."""
    shown = number(count, locale=current_language())
    return str(ngettext("%(count)s virksomhed", "%(count)s virksomheder", count, count=shown))


def _ask(asked: Asked, known: Shared, *, only_count: bool = False) -> Answer:
    guide = the_guide()
    question = SearchRequest(
        text=asked.text,
        filters=filters(asked, known),
        sort=asked.sort,
        page=min(asked.page or 1, DEEPEST // PER_PAGE),
        per_page=0 if only_count else PER_PAGE,
        explain=not only_count and bool(asked.text),
        understand=not asked.literal,
    )
    if only_count:
        question = replace(question, facets=())
    return search_companies(guide.database, guide.reader, guide.policy, question, today())


def _page(asked: Asked, answer: Answer, known: Shared) -> ResultPage:
    result = answer.result
    shown = min(result.total, DEEPEST)
    return ResultPage(
        heading=_heading(asked, result.total),
        total=result.total,
        entries=_entries(answer, known),
        groups=facets.groups(asked, result, known),
        chips=facets.chips(asked, result, known),
        clear_url=facets.clear_address(asked) if asked.chosen > 1 else "",
        sorts=_sorts(asked),
        pages=page_numbers(
            min(asked.page or 1, max(1, -(-shown // PER_PAGE))),
            shown,
            PER_PAGE,
            lambda page: address(replace(asked, page=page)),
        ),
        hidden=tuple(
            (name, str(value)) for name, value in pairs(replace(asked, page=1, values={})).items()
        ),
        notices=notices(asked, answer),
        links=ways_on(asked, answer.result, known),
        limited=bool(answer.reason),
        stub_url=url_for("public.by_number", number=answer.stub) if answer.stub else "",
        files=file_links(asked) if result.total else (),
    )


def _entries(answer: Answer, known: Shared) -> tuple[Entry, ...]:
    found = answer.cards
    return tuple(
        entry(
            found[CompanyId(hit.company_id)],
            known,
            snippet=_marked(found[CompanyId(hit.company_id)].description, answer.result.terms),
            why=why(hit.why),
        )
        for hit in answer.result.hits
        if CompanyId(hit.company_id) in found
    )


def _marked(text: str, terms: frozenset[str]) -> Markup:
    """Mark what was found; every piece is escaped as any other text."""
    pieces = (
        Markup("<mark>{}</mark>").format(piece.text) if piece.marked else escape(piece.text)
        for piece in highlight(text, terms)
    )
    return Markup("").join(pieces)


def _heading(asked: Asked, total: int) -> str:
    if not asked.text:
        return companies(total)
    return str(
        _("%(companies)s for “%(words)s”", companies=companies(total), words=asked.text[:LONGEST])
    )


def _sorts(asked: Asked) -> tuple[Link, ...]:
    labels = {
        Sort.RELEVANCE: _("Relevans"),
        Sort.NAME: _("Navn"),
        Sort.EMPLOYEES: _("Ansatte"),
        Sort.REVENUE: _("Omsætning"),
        Sort.GROWTH: _("Vækst"),
        Sort.FOUNDED: _("Stiftet"),
    }
    present = asked.sort
    if not asked.text and present is Sort.RELEVANCE:
        present = Sort.NAME
    return tuple(
        Link(
            label=str(labels[sort]),
            url=address(replace(asked, sort=sort, page=1)),
            current=sort is present,
        )
        for sort in SORTS.values()
        if asked.text or sort is not Sort.RELEVANCE
    )


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/soeg", view_func=search)
    bp.add_url_rule("/soeg/antal", view_func=search_count)
