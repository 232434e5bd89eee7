"""Why a document is among the hits: field, form, kind, and its share of the score."""

from collections.abc import Iterator
from dataclasses import replace

from guide.search.fields import SATURATION, Field, Space, strongest_field
from guide.search.index import Postings, Row
from guide.search.plan import Alternative, Form, Plan, Term, bonus_in
from guide.search.port import MatchKind, Reason

PREFIXES = 128
"""How many completions of a beginning are looked through for the one in a document."""

_KINDS = {
    Space.WORD: MatchKind.EXACT,
    Space.STEM: MatchKind.STEM,
    Space.FOLDED: MatchKind.FOLDED,
    Space.MEMBER: MatchKind.COMPOUND,
    Space.SOUND: MatchKind.FOLDED,
}


def explain(
    postings: Postings, plan: Plan, factors: tuple[float, ...], row: Row
) -> tuple[Reason, ...]:
    """Give the reasons for one hit, strongest first; their shares add up to 1."""
    found = [*_slot_reasons(postings, plan, factors, row), *_whole_reasons(postings, plan, row)]
    total = sum(value for value, _ in found)
    return tuple(
        replace(reason, share=value / total)
        for value, reason in sorted(found, key=lambda item: -item[0])
        if total
    )


def _slot_reasons(
    postings: Postings, plan: Plan, factors: tuple[float, ...], row: Row
) -> Iterator[tuple[float, Reason]]:
    for slot, factor in enumerate(factors):
        best: tuple[float, Reason] | None = None
        for alternative in plan.alternatives:
            if slot in alternative.slots:
                found = _alternative(postings, alternative, row)
                if found is not None and (best is None or found[0] > best[0]):
                    best = found
        if best is not None and best[0] * factor > 0:
            yield best[0] * factor, best[1]


def _alternative(
    postings: Postings, alternative: Alternative, row: Row
) -> tuple[float, Reason] | None:
    """Weigh an alternative in a document by its weakest term, as the index does."""
    met = [_term(postings, term, row) for term in alternative.terms]
    strong = [each for each in met if each is not None]
    if len(strong) < len(met) or not strong:
        return None
    value, _, _, _ = weakest = min(strong, key=lambda each: each[0])
    forms = [_written(postings, row, key) for _, _, key, _ in strong]
    _, form, _, mask = weakest
    field = strongest_field(mask)
    return alternative.weight * value, Reason(
        field=field,
        form=" ".join(forms),
        kind=_kind(alternative, form, field),
        share=0.0,
        term=alternative.label,
        distance=alternative.distance,
    )


def _term(postings: Postings, term: Term, row: Row) -> tuple[float, Form, str, int] | None:
    best: tuple[float, Form, str, int] | None = None
    for form in term.forms:
        keys = postings.prefixed(form.key, PREFIXES) if form.prefix else (form.key,)
        for key in keys:
            found = postings.posting(row, key)
            if found is None or (term.mask and not found[1] & term.mask):
                continue
            value = form.weight * (found[0] / (found[0] + SATURATION))
            if best is None or value > best[0]:
                best = value, form, key, found[1] & term.mask if term.mask else found[1]
    return best


def _written(postings: Postings, row: Row, key: str) -> str:
    """Name the word as it stands in the document behind a key."""
    if key[0] == Space.WORD:
        return key[1:]
    held = (word[1:] for word in postings.behind(key) if postings.posting(row, word))
    return next(held, key[1:])


def _kind(alternative: Alternative, form: Form, field: Field) -> MatchKind:
    """Tell apart what a plain word of the question was met by."""
    if alternative.kind is not MatchKind.EXACT:
        return alternative.kind
    if form.prefix:
        return MatchKind.PREFIX
    kind = _KINDS.get(Space(form.key[0]), MatchKind.EXACT)
    if kind is MatchKind.EXACT and field in (Field.NAME, Field.BRAND):
        return MatchKind.NAME
    if kind is MatchKind.EXACT and field is Field.FORMER:
        return MatchKind.FORMER_NAME
    if kind in (MatchKind.EXACT, MatchKind.STEM) and field is Field.CATEGORY:
        return MatchKind.CATEGORY
    return kind


def _whole_reasons(postings: Postings, plan: Plan, row: Row) -> Iterator[tuple[float, Reason]]:
    best: tuple[float, Reason] | None = None
    for whole in plan.whole:
        keys = postings.prefixed(whole.key, PREFIXES) if whole.prefix else (whole.key,)
        for key in keys:
            found = postings.posting(row, key)
            bonus = None if found is None else bonus_in(whole, found[1])
            if found is None or bonus is None:
                continue
            value = bonus.worth * (len(whole.key.encode()) - 1) / (len(key.encode()) - 1)
            if best is None or value > best[0]:
                field = strongest_field(found[1] & (bonus.mask or found[1]))
                best = (
                    value,
                    Reason(
                        field=field,
                        form=row.name if field is Field.NAME else key[1:],
                        kind=bonus.kind,
                        share=0.0,
                        term=whole.label,
                        distance=whole.distance,
                    ),
                )
    if best is not None:
        yield best
