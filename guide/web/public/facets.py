"""The facets of a search as groups of checkboxes, and the chosen ones as chips."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from guide.domain.company import SizeBand
from guide.domain.sorting import danish_sort_key
from guide.domain.status import CompanyStatus
from guide.search.port import NO, UNKNOWN, YES, Facet, FacetCount, RevenueState, SearchResult
from guide.web.presenters.results import Chip, FacetGroup, FacetOption
from guide.web.public.parameters import NAMES, Asked, address, codes, words
from guide.web.public.sizes import SLUGS as SIZE_SLUGS
from guide.web.public.words import category_name, form_long, size_word, status_word
from guide.web.shared import Shared

_OPEN = frozenset({Facet.CATEGORY, Facet.SIZE, Facet.REGION})


_HEADINGS = {
    Facet.CATEGORY: lazy_gettext("Kategori"),
    Facet.SIZE: lazy_gettext("Størrelse"),
    Facet.REGION: lazy_gettext("Region"),
    Facet.MUNICIPALITY: lazy_gettext("Kommune"),
    Facet.FORM: lazy_gettext("Selskabsform"),
    Facet.STATUS: lazy_gettext("Status"),
    Facet.REVENUE: lazy_gettext("Omsætning"),
    Facet.FIGURES: lazy_gettext("Regnskabstal"),
    Facet.CLAIMED: lazy_gettext("Bekræftet af virksomheden"),
}


def heading(facet: Facet) -> str:
    """Name a facet."""
    return str(_HEADINGS[facet])


def value_word(facet: Facet, value: str, known: Shared) -> str:
    """Name a value of search within its facet."""
    if value == UNKNOWN and facet is not Facet.STATUS:
        return str(_("ikke oplyst"))
    return _WORDS[facet](value, known)


def groups(asked: Asked, result: SearchResult, known: Shared) -> tuple[FacetGroup, ...]:
    """Lay out every facet that has something to choose between."""
    laid = (
        _group(facet, asked, result.facets[facet], known)
        for facet in NAMES
        if facet in result.facets
    )
    return tuple(group for group in laid if len(group.options) > 1 or group.active)


def chips(asked: Asked, result: SearchResult, known: Shared) -> tuple[Chip, ...]:
    """Give a chip for each chosen value and for each filter that was read out of the words."""
    chosen = [
        Chip(
            label=chip_label(facet, value, known),
            remove_url=address(asked.without(facet, value)),
        )
        for facet, values in asked.values.items()
        for value in values
    ]
    for understood in result.understood:
        rest = " ".join(asked.text.replace(understood.surface, " ", 1).split())
        label = f"“{understood.surface}”"
        chosen.append(Chip(label=label, remove_url=address(replace(asked, text=rest, page=1))))
    return tuple(chosen)


def chip_label(facet: Facet, value: str, known: Shared) -> str:
    """Name a chosen value so that it is understood alone."""
    word = value_word(facet, codes(known)[facet][value], known)
    if codes(known)[facet][value] in (UNKNOWN, YES, NO) or facet is Facet.REVENUE:
        return f"{heading(facet)}: {word}"
    return word


def clear_address(asked: Asked) -> str:
    """Give the search without any filter."""
    return address(replace(asked, values={}, page=1))


def count_address() -> str:
    """Give where the number of hits is asked for."""
    return url_for("public.search_count")


def _group(facet: Facet, asked: Asked, counts: Sequence[FacetCount], known: Shared) -> FacetGroup:
    found = {count.value: count.count for count in counts}
    table = codes(known)[facet]
    for value in asked.values.get(facet, ()):
        found.setdefault(table[value], 0)
    options = (
        _tree(asked, found, known)
        if facet is Facet.CATEGORY
        else tuple(
            _option(facet, value, found[value], asked, known)
            for value in _ordered(facet, found, known)
        )
    )
    return FacetGroup(name=NAMES[facet], label=heading(facet), options=options, open=facet in _OPEN)


def _option(
    facet: Facet,
    value: str,
    count: int,
    asked: Asked,
    known: Shared,
    children: tuple[FacetOption, ...] = (),
) -> FacetOption:
    word = words(facet, known)[value]
    return FacetOption(
        value=word,
        label=value_word(facet, value, known),
        count=count,
        checked=word in asked.values.get(facet, ()),
        children=children,
    )


def _tree(asked: Asked, found: Mapping[str, int], known: Shared) -> tuple[FacetOption, ...]:
    def below(parent: str | None) -> tuple[FacetOption, ...]:
        return tuple(
            _option(Facet.CATEGORY, each.slug, found[each.slug], asked, known, below(each.slug))
            for each in known.children.get(parent, ())
            if each.slug in found
        )

    tops = sorted(below(None), key=lambda option: -option.count)
    if UNKNOWN in found:
        tops.append(_option(Facet.CATEGORY, UNKNOWN, found[UNKNOWN], asked, known))
    return tuple(tops)


def _ordered(facet: Facet, found: Mapping[str, int], known: Shared) -> list[str]:
    """Bands by size, municipalities by the alphabet, the rest by count; what is untold last."""
    table = words(facet, known)
    told = [value for value in found if value in table]
    if facet is Facet.SIZE:
        order = list(SIZE_SLUGS.values())
        return sorted(told, key=lambda value: order.index(table[value]))
    if facet is Facet.MUNICIPALITY:
        return sorted(
            told,
            key=lambda v: (v == UNKNOWN, danish_sort_key(value_word(facet, v, known))),
        )
    return sorted(told, key=lambda v: (v == UNKNOWN, -found[v], v))


def _revenue_word(state: RevenueState) -> str:
    return {
        RevenueState.KNOWN: str(_("offentliggjort")),
        RevenueState.NOT_PUBLISHED: str(_("ikke offentliggjort")),
        RevenueState.UNKNOWN: str(_("ikke oplyst")),
    }[state]


def _yes_or_no(value: str, _known: Shared) -> str:
    return str(_("ja")) if value == YES else str(_("nej"))


_WORDS: Mapping[Facet, Callable[[str, Shared], str]] = {
    Facet.CATEGORY: category_name,
    Facet.REGION: lambda value, known: known.places.regions[value].name,
    Facet.MUNICIPALITY: lambda value, known: known.places.municipalities[value].name,
    Facet.SIZE: lambda value, _known: size_word(SizeBand(value)),
    Facet.FORM: form_long,
    Facet.STATUS: lambda value, _known: status_word(CompanyStatus(value)),
    Facet.REVENUE: lambda value, _known: _revenue_word(RevenueState(value)),
    Facet.FIGURES: _yes_or_no,
    Facet.CLAIMED: _yes_or_no,
}
