"""The presenters as template filters that follow the language of the page."""

from collections.abc import Callable

from jinja2 import Environment

from guide.web.presenters import numbers
from guide.web.presenters.jsonld import jsonld

_LOCALISED: tuple[Callable[..., str], ...] = (
    numbers.number,
    numbers.signed,
    numbers.percent,
    numbers.growth,
    numbers.money,
    numbers.compact_money,
    numbers.thousands,
    numbers.long_date,
    numbers.short_date,
    numbers.month_year,
    numbers.short_month,
    numbers.date_range,
    numbers.clock,
    numbers.week,
    numbers.age,
)


def install(environment: Environment, current_locale: Callable[[], str]) -> None:
    """Add a filter of the same name for each presenter; `current_locale` gives `da` or `en`."""
    for present in _LOCALISED:
        environment.filters[present.__name__] = _following(present, current_locale)
    environment.filters["phone"] = numbers.phone
    environment.filters["jsonld"] = jsonld


def _following(
    present: Callable[..., str], current_locale: Callable[[], str]
) -> Callable[..., str]:
    def follow(*arguments: object, **options: object) -> str:
        return present(*arguments, **{"locale": current_locale(), **options})

    return follow
