"""Why a document is not read at all, in words for an editor."""

from enum import StrEnum


class Refusal(StrEnum):
    """The kinds of refusal; a refused document brings no figure and no master data."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ELEMENTS = "too_many_elements"
    BOMB = "bomb"
    DAMAGED = "damaged"
    DOCTYPE = "doctype"
    NOT_XML = "not_xml"
    NOT_XBRL = "not_xbrl"
    SEVERAL_REPORTS = "several_reports"
    WRONG_COMPANY = "wrong_company"
    NO_PERIOD = "no_period"
    TWO_PERIODS = "two_periods"


class ReportRefusedError(Exception):
    """A document was refused; ``str()`` is a Danish sentence that says why."""

    def __init__(self, refusal: Refusal, message: str) -> None:
        self.refusal = refusal
        super().__init__(message)


def too_many(what: str) -> ReportRefusedError:
    """A document holds more of something than any report does: reading on would take for ever."""
    return ReportRefusedError(
        Refusal.TOO_MANY_ELEMENTS, f"Dokumentet har for mange {what} til at være en rapport."
    )
