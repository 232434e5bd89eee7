"""Key figures as a table of years in which what is missing is said in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class CellState(StrEnum):
    """Whether a figure is there, and if not, why."""

    KNOWN = "known"
    NOT_PUBLISHED = "not_published"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One figure of one year: `text` as shown, `value` as machines read it (plain decimal).

    A figure that is not known may carry its own reason as `text`.
    """

    state: CellState
    text: str = ""
    value: str = ""
    negative: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A figure in its place; neighbours missing for the same reason share one wide cell."""

    figure: Figure
    span: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRow:
    """A measure with its cells; `hint` tells how a ratio is computed."""

    label: str
    cells: tuple[Cell, ...]
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureTable:
    """Measures down, periods across, newest first as Danish annual reports have them."""

    caption: str
    periods: tuple[str, ...]
    rows: tuple[FigureRow, ...]


def figure_row(label: str, figures: Sequence[Figure], *, hint: str = "") -> FigureRow:
    """Make a row, joining neighbours that are missing for the same reason."""
    return FigureRow(label=label, cells=tuple(_join(figures)), hint=hint)


def _join(figures: Iterable[Figure]) -> Iterable[Cell]:
    for known, run in groupby(figures, key=lambda figure: figure.state is CellState.KNOWN):
        if known:
            yield from (Cell(figure=figure) for figure in run)
        else:
            yield from (Cell(figure=one, span=len(tuple(same))) for one, same in groupby(run))
