"""Why documents are among the hits: field, form, kind, and their share of the score.

All rows of a page are explained together: each key is looked up once for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guide.search.fields import SATURATION, Field, Space, strongest_field
from guide.search.index import Postings, Row
from guide.search.plan import Alternative, Form, Plan, Term, Whole, bonus_in
from guide.search.port import MatchKind, Reason

_KINDS = {
    Space.WORD: MatchKind.EXACT,
    Space.STEM: MatchKind.STEM,
    Space.FOLDED: MatchKind.FOLDED,
    Space.MEMBER: MatchKind.COMPOUND,
    Space.SOUND: MatchKind.FOLDED,
}


class _Met(NamedTuple):
    """How a document meets a term: what that is worth, by which form and key, in which fields."""

    value: float
    form: Form
    key: str
    mask: int


class _Cause(NamedTuple):
    """What a document meets, before it is put into words; ``keys`` are to be written as words."""

    value: float
    field: Field
    kind: MatchKind
    term: str
    distance: int
    keys: tuple[str, ...] = ()
    form: str = ""


def explain(
    postings: Postings, plan: Plan, factors: Sequence[float], rows: Sequence[Row]
) -> list[tuple[Reason, ...]]:
    """Give the reasons for each row, strongest first; the shares of a row add up to 1."""
    causes = _causes(postings, plan, factors, rows)
    written = _written(postings, rows, causes)
    return [
        _reasons(row_causes, written_for)
        for row_causes, written_for in zip(causes, written, strict=True)
    ]


def _causes(
    postings: Postings, plan: Plan, factors: Sequence[float], rows: Sequence[Row]
) -> list[list[_Cause]]:
    met = [_alternative(postings, each, rows) for each in plan.alternatives]
    causes: list[list[_Cause]] = [[] for _ in rows]
    for slot, factor in enumerate(factors):
        able = [n for n, each in enumerate(plan.alternatives) if slot in each.slots]
        for number in range(len(rows)):
            values = [met[n][number][0] for n in able]
            best = max(values, default=0.0)
            if best * factor > 0:
                chosen = able[values.index(best)]
                held = met[chosen][number][1]
                causes[number].append(_cause(plan.alternatives[chosen], held, best * factor))
    for number, cause in enumerate(_wholes(postings, plan.whole, rows)):
        if cause is not None:
            causes[number].append(cause)
    return causes


def _alternative(
    postings: Postings, alternative: Alternative, rows: Sequence[Row]
) -> list[tuple[float, tuple[_Met, ...]]]:
    """Weigh an alternative in each document by its weakest term, as the index does."""
    if not alternative.terms:
        return [(0.0, ())] * len(rows)
    weighed: list[tuple[float, tuple[_Met, ...]]] = []
    for met in zip(*(_term(postings, term, rows) for term in alternative.terms), strict=True):
        held = tuple(each for each in met if each is not None)
        if len(held) < len(met):
            weighed.append((0.0, ()))
        else:
            weighed.append((alternative.weight * min(each.value for each in held), held))
    return weighed


def _cause(alternative: Alternative, held: Sequence[_Met], value: float) -> _Cause:
    weakest = min(held, key=lambda each: each.value)
    field = strongest_field(weakest.mask)
    return _Cause(
        value=value,
        field=field,
        kind=_kind(alternative, weakest.form, field),
        term=alternative.label,
        distance=alternative.distance,
        keys=tuple(each.key for each in held),
    )


def _term(postings: Postings, term: Term, rows: Sequence[Row]) -> list[_Met | None]:
    best: list[_Met | None] = [None] * len(rows)
    for form in term.forms:
        for number, held in enumerate(_held(postings, form, rows)):
            for total, mask, key in held:
                known = best[number]
                value = form.weight * (total / (total + SATURATION))
                inside = mask & term.mask if term.mask else mask
                if inside and (known is None or value > known.value):
                    best[number] = _Met(value, form, key, inside)
    return best


def _held(
    postings: Postings, form: Form, rows: Sequence[Row]
) -> Iterable[Sequence[tuple[int, int, str]]]:
    """Give for each row the postings under a form: weight, fields and key."""
    if form.prefix:
        return postings.begun(rows, form.key)
    return [
        () if found is None else ((*found, form.key),) for found in postings.held(rows, form.key)
    ]


def _kind(alternative: Alternative, form: Form, field: Field) -> MatchKind:
    """Tell apart what a plain word of the question was met by."""
    if alternative.kind is not MatchKind.EXACT:
        return alternative.kind
    if form.prefix:
        return MatchKind.PREFIX
    kind = _KINDS[Space(form.key[0])]
    if kind is MatchKind.EXACT and field in (Field.NAME, Field.BRAND):
        return MatchKind.NAME
    if kind is MatchKind.EXACT and field is Field.FORMER:
        return MatchKind.FORMER_NAME
    if kind in (MatchKind.EXACT, MatchKind.STEM) and field is Field.CATEGORY:
        return MatchKind.CATEGORY
    return kind


def _wholes(
    postings: Postings, wholes: Sequence[Whole], rows: Sequence[Row]
) -> list[_Cause | None]:
    best: list[_Cause | None] = [None] * len(rows)
    for whole in wholes:
        form = Form(whole.key, prefix=whole.prefix)
        for number, held in enumerate(_held(postings, form, rows)):
            for _, mask, key in held:
                cause = _whole_cause(whole, mask, key, rows[number])
                known = best[number]
                if cause is not None and (known is None or cause.value > known.value):
                    best[number] = cause
    return best


def _whole_cause(whole: Whole, mask: int, key: str, row: Row) -> _Cause | None:
    bonus = bonus_in(whole, mask)
    if bonus is None:
        return None
    field = strongest_field(mask & (bonus.mask or mask))
    return _Cause(
        value=bonus.worth * (len(whole.key.encode()) - 1) / (len(key.encode()) - 1),
        field=field,
        kind=bonus.kind,
        term=whole.label,
        distance=whole.distance,
        form=row.name if field is Field.NAME else key[1:],
    )


def _written(
    postings: Postings, rows: Sequence[Row], causes: Sequence[Sequence[_Cause]]
) -> list[dict[str, str]]:
    """Name for each row the words as they stand in it behind the keys it is met by."""
    asked: dict[str, list[int]] = defaultdict(list)
    for number, row_causes in enumerate(causes):
        for key in {key for cause in row_causes for key in cause.keys}:
            asked[key].append(number)
    written: list[dict[str, str]] = [{} for _ in rows]
    for key, numbers in asked.items():
        if key[0] == Space.WORD:
            for number in numbers:
                written[number][key] = key[1:]
            continue
        open_ = numbers
        for word in postings.behind(key):
            held = postings.held([rows[number] for number in open_], word)
            for number, found in zip(open_, held, strict=True):
                if found is not None:
                    written[number][key] = word[1:]
            open_ = [number for number in open_ if key not in written[number]]
            if not open_:
                break
    return written


def _reasons(causes: Iterable[_Cause], written: dict[str, str]) -> tuple[Reason, ...]:
    ordered = sorted(causes, key=lambda cause: -cause.value)
    total = sum(cause.value for cause in ordered)
    return tuple(
        Reason(
            field=cause.field,
            form=cause.form or " ".join(written.get(key, key[1:]) for key in cause.keys),
            kind=cause.kind,
            share=cause.value / total,
            term=cause.term,
            distance=cause.distance,
        )
        for cause in ordered
    )
