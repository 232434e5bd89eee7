"""Read the documents of one company's filings and tell what becomes of each filing.

Nothing is written here: documents are fetched and read outside any transaction.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from guide.domain.filings import (
    Choice,
    Filing,
    FilingDocument,
    FilingState,
    KnownFiling,
    choose_filings,
)
from guide.domain.report_terms import ReportKind, ReportWarning, WarningCode
from guide.domain.reports import AnnualReport, FigureSet, as_filed, merge_split
from guide.ingest.reports.downloads import DownloadError
from guide.ingest.reports.reader import read_report
from guide.ingest.reports.refusal import ReportRefusedError


class Fetcher(Protocol):
    """Whatever gives the bytes of a document."""

    def fetch(self, url: str) -> bytes:
        """Return the bytes; raises ``DownloadError``."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one filing; ``raw`` are the bytes of a document that was refused."""

    filing: Filing
    state: FilingState
    reason: str = ""
    report: AnnualReport | None = None
    document_url: str = ""
    document_hash: str = ""
    raw: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """What becomes of a company's filings.

    ``kept`` are the documents read before whose figures still stand.
    """

    outcomes: tuple[Outcome, ...]
    kept: frozenset[str]

    @property
    def figures(self) -> tuple[FigureSet, ...]:
        """The sets of figures that were read now."""
        return tuple(
            figures
            for outcome in self.outcomes
            if outcome.report is not None and outcome.state is FilingState.READ
            for figures in outcome.report.figures
        )


_UNREAD = (FilingState.NEW, FilingState.UNFETCHED, FilingState.SUPERSEDED)


def settle_filings(known: Sequence[KnownFiling], fetcher: Fetcher) -> Settlement:
    """Choose among the filings and read those that speak and were not read before.

    Where the filing that should speak cannot be read, the one before it goes on speaking, so that
    no year is lost to a damaged correction.
    """
    by_id = {one.filing.id: one for one in known}
    candidates = {key for key, one in by_id.items() if one.state is not FilingState.REFUSED}
    outcomes: dict[str, Outcome] = {}
    while True:
        choices = choose_filings(by_id[key].filing for key in sorted(candidates))
        for choice in choices:
            key = choice.filing.id
            if by_id[key].state in _UNREAD and key not in outcomes:
                outcomes[key] = _read(choice, fetcher)
        failed = {key for key in candidates if key in outcomes and _failed(outcomes[key])}
        if not failed:
            break
        candidates -= failed
    speaking = {choice.filing.id for choice in choices}
    replaced = {one.id for choice in choices for one in choice.superseded}
    for key in sorted(candidates - speaking):
        state = FilingState.SUPERSEDED if key in replaced else FilingState.LEFT_OUT
        if by_id[key].state is not state:
            outcomes[key] = Outcome(filing=by_id[key].filing, state=state)
    kept = {by_id[key].document_url for key in speaking if key not in outcomes}
    return Settlement(outcomes=tuple(outcomes.values()), kept=frozenset(kept))


def _failed(outcome: Outcome) -> bool:
    return outcome.state in (FilingState.REFUSED, FilingState.UNFETCHED)


def _read(choice: Choice, fetcher: Fetcher) -> Outcome:
    if not choice.documents:
        return Outcome(filing=choice.filing, state=FilingState.PAPER)
    raw = b""
    read: list[tuple[FilingDocument, bytes, AnnualReport]] = []
    try:
        for document in choice.documents:
            raw = fetcher.fetch(document.url)
            report = read_report(
                raw,
                expected_cvr=choice.filing.cvr,
                expected_period=read[0][2].period if read else choice.filing.period,
            )
            read.append((document, raw, report))
            if report.has_figures and not _is_stub(report):
                break
    except DownloadError as error:
        state = FilingState.UNFETCHED if error.later else FilingState.REFUSED
        return Outcome(filing=choice.filing, state=state, reason=str(error))
    except ReportRefusedError as error:
        return Outcome(filing=choice.filing, state=FilingState.REFUSED, reason=str(error), raw=raw)
    return _outcome(choice, read)


def _is_stub(report: AnnualReport) -> bool:
    return any(warning.code is WarningCode.NO_FIGURES for warning in report.warnings)


def _outcome(choice: Choice, read: Sequence[tuple[FilingDocument, bytes, AnnualReport]]) -> Outcome:
    document, data, _ = read[-1]
    merged = read[0][2]
    for _, _, report in read[1:]:
        merged = merge_split(merged, report)
    if merged.kind in (ReportKind.HALF_YEAR, ReportKind.INTERIM):
        return Outcome(
            filing=choice.filing,
            state=FilingState.LEFT_OUT,
            reason="Dokumentet er ikke en årsrapport.",
        )
    filed = as_filed(
        merged,
        source=document.url,
        published_at=choice.filing.published_at,
        corrected=choice.corrected,
    )
    if choice.liquidation:
        filed = replace(filed, figures=tuple(_marked(filed.figures)))
    return Outcome(
        filing=choice.filing,
        state=FilingState.READ,
        report=filed,
        document_url=document.url,
        document_hash=hashlib.sha256(data).hexdigest(),
    )


def _marked(sets: Iterable[FigureSet]) -> Iterable[FigureSet]:
    """Mark the figures of a liquidation's accounts: they are no year in business."""
    mark = ReportWarning(code=WarningCode.NOT_ANNUAL)
    return (replace(figures, warnings=(*figures.warnings, mark)) for figures in sets)
