"""What is compared: each measure with its figure, its year, and who has most and least of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import Absence
from guide.usecases.compare_companies import Compared
from guide.web.languages import current_language
from guide.web.presenters.numbers import compact_money, growth, number
from guide.web.public.figure_words import figure_name

Amount = int | float | Decimal
_COMPARABLE = 2
FIGURES = (
    KeyFigure.REVENUE,
    KeyFigure.GROSS_PROFIT,
    KeyFigure.EBIT,
    KeyFigure.RESULT,
    KeyFigure.EQUITY,
    KeyFigure.ASSETS,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One company's figure; ``value`` is ``None`` where it is not told, ``text`` says so."""

    value: Amount | None
    text: str
    period: str = ""
    currency: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A line of the comparison, with the extremes in words where two or more can be compared."""

    label: str
    told: tuple[Told, ...]
    extremes: str


def measures(companies: Sequence[Compared]) -> tuple[Measure, ...]:
    """Give every measure that at least one of the companies tells."""
    lines = [
        (str(_("Ansatte")), _employees),
        *((figure_name(figure), _figure(figure)) for figure in FIGURES),
        (str(_("Vækst i omsætning eller bruttofortjeneste")), _growth),
        (str(_("Stiftet")), _founded),
    ]
    found = []
    for label, read in lines:
        told = tuple(read(company) for company in companies)
        if any(one.value is not None for one in told):
            words = "" if read is _founded else _extremes(companies, told)
            found.append(Measure(label=label, told=told, extremes=words))
    return tuple(found)


def _missing(not_published: bool = False) -> Told:
    text = _("ikke offentliggjort") if not_published else _("ikke oplyst")
    return Told(value=None, text=str(text))


def _employees(company: Compared) -> Told:
    heads = company.card.employees
    if heads is None:
        return _missing()
    text = number(heads, locale=current_language())
    return Told(value=heads, text=text, period=(company.card.employees_as_of or "")[:7])


def _figure(figure: KeyFigure) -> Callable[[Compared], Told]:
    def read(company: Compared) -> Told:
        if not company.years:
            return _missing()
        filed = company.years[-1].filed
        value = filed.value(figure)
        if isinstance(value, Absence):
            return _missing(value is Absence.NOT_PUBLISHED)
        text = compact_money(value, filed.currency, locale=current_language())
        return Told(value=value, text=text, period=filed.label, currency=filed.currency)

    return read


def _growth(company: Compared) -> Told:
    rate = company.card.growth
    if rate is None:
        return _missing()
    return Told(value=rate, text=growth(rate, locale=current_language()))


def _founded(company: Compared) -> Told:
    day = company.card.founded
    return _missing() if day is None else Told(value=day.year, text=str(day.year))


def _extremes(companies: Sequence[Compared], told: Sequence[Told]) -> str:
    """Name the highest and the lowest among those told in one currency, the commonest."""
    currencies = Counter(one.currency for one in told if one.value is not None)
    currency, count = currencies.most_common(1)[0]
    known = [
        (one.value, company.card.name, one.text)
        for company, one in zip(companies, told, strict=True)
        if one.value is not None and one.currency == currency
    ]
    if count < _COMPARABLE:
        return ""
    high, low = max(known, key=_value), min(known, key=_value)
    if high[0] == low[0]:
        return str(_("Alle lige."))
    words = _(
        "Højest: %(first)s (%(most)s). Lavest: %(last)s (%(least)s).",
        first=high[1],
        most=high[2],
        last=low[1],
        least=low[2],
    )
    if len(currencies) == 1:
        return str(words)
    return f"{words} {_('Kun beløb i %(currency)s er sammenlignet.', currency=currency)}"


def _value(one: tuple[Amount, str, str]) -> Decimal:
    return Decimal(str(one[0]))
