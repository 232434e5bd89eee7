"""How a search result looks: facets, chips, page numbers and the line for each company."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guide.web.presenters.frame import Link

GAP = None
"""Stands in a row of page numbers where numbers are left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetOption:
    """One value of a facet; `children` are shown beneath it when it is chosen or they are."""

    value: str
    label: str
    count: int
    checked: bool = False
    children: tuple["FacetOption", ...] = ()

    @property
    def active(self) -> bool:
        """Whether this value or one beneath it is chosen."""
        return self.checked or any(child.active for child in self.children)


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetGroup:
    """A facet as a group of checkboxes named `name` in the address."""

    name: str
    label: str
    options: tuple[FacetOption, ...]
    open: bool = False

    @property
    def active(self) -> bool:
        """Whether any value of the facet is chosen; such a group is shown unfolded."""
        return any(option.active for option in self.options)


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedLink:
    """A labelled address with how many companies stand behind it."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """A chosen filter; `remove_url` is the same search without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pages:
    """A row of page numbers with the neighbours of the present one; None stands for a gap."""

    current: int
    last: int
    numbers: tuple[int | None, ...]
    url: Callable[[int], str]

    @property
    def previous_url(self) -> str | None:
        """Where the page before is, if there is one."""
        return self.url(self.current - 1) if self.current > 1 else None

    @property
    def next_url(self) -> str | None:
        """Where the page after is, if there is one."""
        return self.url(self.current + 1) if self.current < self.last else None


def page_numbers(current: int, total: int, per_page: int, url: Callable[[int], str]) -> Pages:
    """Lay out page numbers for `total` hits: first, last and two on each side of the present."""
    last = max(1, -(-total // per_page))
    shown = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    numbers: list[int | None] = []
    for page in shown:
        skipped = page - (numbers[-1] or 0) - 1 if numbers else 0
        if skipped:
            numbers.append(page - 1 if skipped == 1 else GAP)
        numbers.append(page)
    return Pages(current=current, last=last, numbers=tuple(numbers), url=url)


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """A figure beside a name in a list; `text` None is told as `missing`, never as zero."""

    label: str
    text: str | None
    missing: str = ""
    period: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """A status in words; `kind` is active, unknown, ceased, bankrupt, merged or protected."""

    kind: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A company as it stands in any list."""

    name: str
    url: str
    place: str = ""
    form: str = ""
    size: str = ""
    snippet: Markup | str = ""
    categories: Sequence[Link] = ()
    badge: Badge | None = None
    figures: Sequence[Glance] = ()
    why: Sequence[str] = ()
