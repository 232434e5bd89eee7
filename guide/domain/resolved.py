"""The company that pages show: every field resolved from its statements and its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guide.domain.facts import Fact, Field
from guide.domain.protection import EditorChoice, ProtectionPolicy, Visibility
from guide.domain.sorting import danish_sort_key
from guide.domain.status import CompanyStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureSummary:
    """The newest figures that lists show and sort by; money is whole kroner, ``None`` untold.

    ``growth`` is a fraction: 0.1 is ten per cent. ``revenue_state`` is known, not_published
    or unknown.
    """

    has_figures: bool = False
    revenue: int | None = None
    revenue_year: str | None = None
    revenue_state: str = "unknown"
    result: int | None = None
    growth: float | None = None
    employees: int | None = None
    employees_year: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What is known of a company beside its statements."""

    signed_up: bool = False
    candidate: bool = False
    erased: bool = False
    merged: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ResolvedCompany:
    """Every resolved field; ``listed`` is the policy's answer for lists and search."""

    name: str
    sort_key: str
    status: CompanyStatus
    status_note: str
    legal_form: str | None
    town: str | None
    postcode: str | None
    municipality: str | None
    website: str | None
    description: str
    purpose: str
    founded: date | None
    employees: int | None
    employees_as_of: str | None
    advertising_protected: bool | None
    included: bool
    excluded: bool
    featured: bool
    listed: bool
    products: tuple[str, ...]
    aliases: tuple[str, ...]
    categories: tuple[str, ...]


def visibility_of(
    *,
    status: CompanyStatus,
    advertising_protected: bool | None,
    legal_form: str | None,
    included: bool,
    excluded: bool,
    standing: Standing,
) -> Visibility:
    """Put together what the protection policy asks for."""
    choice = EditorChoice.INCLUDED if included else EditorChoice.NONE
    return Visibility(
        status=status,
        advertising_protected=advertising_protected,
        legal_form_code=legal_form,
        signed_up=standing.signed_up,
        editor=EditorChoice.EXCLUDED if excluded else choice,
        candidate=standing.candidate,
        erased=standing.erased,
    )


def resolve_company(
    facts: Mapping[Field, Fact],
    figures: FigureSummary,
    standing: Standing,
    policy: ProtectionPolicy,
) -> ResolvedCompany:
    """Resolve a company; raise ``ValueError`` when no statement gives it a name."""
    name = _text(facts, Field.NAME)
    if not name:
        message = "a company needs a name"
        raise ValueError(message)
    status = CompanyStatus(_text(facts, Field.STATUS) or CompanyStatus.UNKNOWN)
    protected = _flag(facts, Field.ADVERTISING_PROTECTED)
    form = _text(facts, Field.LEGAL_FORM) or None
    included = bool(_flag(facts, Field.INCLUDED))
    excluded = bool(_flag(facts, Field.EXCLUDED))
    employees, employees_as_of = _employees(facts, figures)
    visibility = visibility_of(
        status=status,
        advertising_protected=protected,
        legal_form=form,
        included=included,
        excluded=excluded,
        standing=standing,
    )
    return ResolvedCompany(
        name=name,
        sort_key=danish_sort_key(name),
        status=status,
        status_note=_text(facts, Field.STATUS_NOTE),
        legal_form=form,
        town=_text(facts, Field.TOWN) or None,
        postcode=_text(facts, Field.POSTCODE) or None,
        municipality=_text(facts, Field.MUNICIPALITY) or None,
        website=_text(facts, Field.WEBSITE) or None,
        description=_text(facts, Field.DESCRIPTION),
        purpose=_text(facts, Field.PURPOSE),
        founded=_day(facts, Field.FOUNDED),
        employees=employees,
        employees_as_of=employees_as_of,
        advertising_protected=protected,
        included=included,
        excluded=excluded,
        featured=bool(_flag(facts, Field.FEATURED)),
        listed=policy.may_list(visibility) and not standing.merged,
        products=_texts(facts, Field.PRODUCTS),
        aliases=_texts(facts, Field.ALIASES),
        categories=_texts(facts, Field.CATEGORIES),
    )


def _employees(
    facts: Mapping[Field, Fact], figures: FigureSummary
) -> tuple[int | None, str | None]:
    """Take the register's newest head count, else the annual report's average with its year."""
    fact = facts.get(Field.EMPLOYEES)
    if fact is not None and isinstance(fact.value, int):
        return fact.value, fact.valid_from.isoformat() if fact.valid_from else None
    return figures.employees, figures.employees_year


def _text(facts: Mapping[Field, Fact], field: Field) -> str:
    fact = facts.get(field)
    return fact.value if fact is not None and isinstance(fact.value, str) else ""


def _texts(facts: Mapping[Field, Fact], field: Field) -> tuple[str, ...]:
    fact = facts.get(field)
    return tuple(fact.value) if fact is not None and isinstance(fact.value, list) else ()


def _flag(facts: Mapping[Field, Fact], field: Field) -> bool | None:
    fact = facts.get(field)
    return fact.value if fact is not None and isinstance(fact.value, bool) else None


def _day(facts: Mapping[Field, Fact], field: Field) -> date | None:
    text = _text(facts, field)
    return date.fromisoformat(text) if text else None
