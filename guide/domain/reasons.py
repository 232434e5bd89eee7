"""Why a ratio or a placement cannot be told, and what was assumed where it can."""

from dataclasses import dataclass
from enum import StrEnum

from guide.domain.key_figures import TERMS, KeyFigure


class ReasonCode(StrEnum):
    """The reasons; ``Reason.danish`` words them, and a page may word them in another language."""

    NOT_PUBLISHED = "not_published"
    UNKNOWN = "unknown"
    NOT_POSITIVE = "not_positive"
    NEGATIVE_EQUITY = "negative_equity"
    NOT_TWELVE_MONTHS = "not_twelve_months"
    LENGTH_UNKNOWN = "length_unknown"
    NO_YEAR_BEFORE = "no_year_before"
    YEAR_BEFORE_NOT_TWELVE_MONTHS = "year_before_not_twelve_months"
    YEAR_BEFORE_LENGTH_UNKNOWN = "year_before_length_unknown"
    BASE_UNKNOWN = "base_unknown"
    BASE_ZERO = "base_zero"
    FROM_NEGATIVE = "from_negative"
    OTHER_CURRENCY = "other_currency"
    OTHER_SCOPE = "other_scope"
    NO_FIGURES = "no_figures"
    GROUP_ONLY = "group_only"
    SCOPE_UNKNOWN = "scope_unknown"
    NOT_DKK = "not_dkk"
    BELOW_THRESHOLD = "below_threshold"
    BARRED = "barred"


_FIXED = {
    ReasonCode.NEGATIVE_EQUITY: "negativ egenkapital",
    ReasonCode.NOT_TWELVE_MONTHS: "regnskabsåret er ikke 12 måneder",
    ReasonCode.LENGTH_UNKNOWN: "regnskabsårets længde er ikke oplyst",
    ReasonCode.NO_YEAR_BEFORE: "forrige år kendes ikke",
    ReasonCode.YEAR_BEFORE_NOT_TWELVE_MONTHS: "forrige regnskabsår er ikke 12 måneder",
    ReasonCode.YEAR_BEFORE_LENGTH_UNKNOWN: "forrige regnskabsårs længde er ikke oplyst",
    ReasonCode.OTHER_CURRENCY: "forrige år er i en anden valuta",
    ReasonCode.OTHER_SCOPE: "forrige år er ikke samme tal for moder eller koncern",
    ReasonCode.NO_FIGURES: "ingen tal for året",
    ReasonCode.GROUP_ONLY: "kun koncernens tal kendes",
    ReasonCode.SCOPE_UNKNOWN: "kilden siger ikke, om det er moderens eller koncernens tal",
    ReasonCode.NOT_DKK: "regnskabet er ikke i danske kroner",
    ReasonCode.BELOW_THRESHOLD: "under grænsen for at være med",
    ReasonCode.BARRED: "er ikke med på ranglister",
}
_OF_FIGURE = {
    ReasonCode.NOT_PUBLISHED: "{} ikke offentliggjort",
    ReasonCode.UNKNOWN: "{} ikke oplyst",
    ReasonCode.NOT_POSITIVE: "{} er nul eller negativ",
    ReasonCode.BASE_UNKNOWN: "{} forrige år kendes ikke",
    ReasonCode.BASE_ZERO: "{} var nul forrige år",
    ReasonCode.FROM_NEGATIVE: "fra minus: {} var negativ forrige år",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why there is no number; ``figure`` is the figure at fault, where one is."""

    code: ReasonCode
    figure: KeyFigure | None = None

    def danish(self) -> str:
        """Return a short phrase such as ``omsætning ikke offentliggjort``."""
        if self.figure is None or self.code in _FIXED:
            return _FIXED[self.code]
        return _OF_FIGURE[self.code].format(TERMS[self.figure].noun)


class Assumption(StrEnum):
    """What was taken for granted where the source is silent; always shown beside the number."""

    COUNTED_AS_PARENT = "counted_as_parent"
    COUNTED_AS_TWELVE_MONTHS = "counted_as_twelve_months"
    ANNUALISED = "annualised"
    RESTATED = "restated"

    def danish(self) -> str:
        """Return the mark as a Danish phrase."""
        return _ASSUMPTIONS[self]


_ASSUMPTIONS = {
    Assumption.COUNTED_AS_PARENT: "kilden siger ikke moder eller koncern; regnet som moderens",
    Assumption.COUNTED_AS_TWELVE_MONTHS: "årets længde er ikke oplyst; regnet som 12 måneder",
    Assumption.ANNUALISED: "omregnet til 12 måneder",
    Assumption.RESTATED: "sammenligningstal ændret",
}
