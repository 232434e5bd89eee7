"""How a company's peers do: median and quartiles of the ratios, and nothing under five."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from guide.catalogue import peers as store
from guide.catalogue.profiles import Profile
from guide.domain.company import CompanyId, SizeBand
from guide.domain.figure_series import FigureYear, series
from guide.domain.peers import MINIMUM_PEERS, PeerSummary, summarize_ordered
from guide.domain.ratios import FORMULAS, Ratio, RatioResult
from guide.domain.report_terms import Scope
from guide.domain.reports import FigureSet
from guide.web.context import the_guide, today
from guide.web.public.figure_tables import ratio_cell, ratio_text, ratios_of
from guide.web.public.figure_words import ratio_name
from guide.web.public.words import category_name, size_word
from guide.web.shared import Shared

Values = Mapping[Ratio, Fraction | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class PeerRow:
    """A ratio of the company beside those of its peers."""

    label: str
    own: str
    lower: str
    median: str
    upper: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PeerTable:
    """The comparison; without rows there are too few peers to compare with."""

    caption: str
    rows: tuple[PeerRow, ...]
    minimum: int = MINIMUM_PEERS


@dataclass(frozen=True, kw_only=True, slots=True)
class _Peers:
    """The ratios of a category and a size, by company, and those that are known in order."""

    by_company: Mapping[CompanyId, Values]
    ordered: Mapping[Ratio, Sequence[Fraction]]

    def others(self, ratio: Ratio, company: CompanyId) -> Sequence[Fraction]:
        """Give a ratio of everyone but one company, in order."""
        every = self.ordered[ratio]
        own = self.by_company.get(company, {}).get(ratio)
        if own is None:
            return every
        at = bisect_left(every, own)
        return (*every[:at], *every[at + 1 :])


def peer_table(profile: Profile, known: Shared) -> PeerTable | None:
    """Compare a company's newest ratios; ``None`` where it has no figures or no category."""
    card = profile.card
    own = _newest(list(profile.figures))
    if own is None or not card.categories or card.categories[0] not in known.tree:
        return None
    everyone = _peers(card.categories[0], card.size, known)
    results, currency = ratios_of(own), own.filed.currency
    rows = []
    for ratio in FORMULAS:
        summary = summarize_ordered(everyone.others(ratio, card.id))
        if summary is not None:
            rows.append(_row(results[ratio], currency, summary))
    return PeerTable(
        caption=str(
            _(
                "%(category)s, %(size)s: det seneste regnskab i kroner fra hver.",
                category=category_name(card.categories[0], known),
                size=_size(card.size),
            )
        ),
        rows=tuple(rows),
    )


def _size(band: SizeBand) -> str:
    return str(_("antal ansatte ikke oplyst")) if band is SizeBand.UNKNOWN else size_word(band)


def _row(own: RatioResult, currency: str, summary: PeerSummary) -> PeerRow:
    shown = [
        ratio_text(own.ratio, float(v), "DKK")
        for v in (summary.lower, summary.median, summary.upper)
    ]
    return PeerRow(
        label=ratio_name(own.ratio),
        own=ratio_cell(own, currency).text,
        lower=shown[0],
        median=shown[1],
        upper=shown[2],
        count=summary.count,
    )


def _peers(category: str, band: SizeBand, known: Shared) -> _Peers:
    """Compute the ratios of a category and size once for each version of the catalogue."""
    key = ("peers", category, band)
    if key not in known.kept:
        with the_guide().database.reading() as work:
            figures = store.figures_of(work, category, band, today())
        every = {company: values for company, sets in figures.items() if (values := _ratios(sets))}
        known.kept[key] = _Peers(
            by_company=every,
            ordered={
                ratio: sorted(value for v in every.values() if (value := v[ratio]) is not None)
                for ratio in FORMULAS
            },
        )
    found: _Peers = known.kept[key]
    return found


def _ratios(sets: list[FigureSet]) -> Values:
    newest = _newest(sets)
    if newest is None or newest.filed.currency != "DKK":
        return {}
    return {ratio: result.value for ratio, result in ratios_of(newest).items()}


def _newest(sets: list[FigureSet]) -> FigureYear | None:
    years = series(sets, Scope.PARENT) or series(sets, Scope.GROUP)
    return years[-1] if years else None
