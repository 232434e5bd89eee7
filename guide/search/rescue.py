"""When nothing is found: what is given up, one thing at a time and always in the same order.

drop the legal form → join or split words → spell by sound → one typo → two typos → drop the
rarest word → peel the name back letter by letter. Each rung builds on those before it, the
first that finds anything ends the climb, and what was given up is told to the reader.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from guide.search.analysis import (
    FUNCTION_WORDS,
    NameTokens,
    QueryWord,
    analyse_name,
    analyse_query_words,
    fold,
)
from guide.search.edits import edits
from guide.search.fields import Space
from guide.search.index import M, SearchIndex, Selection
from guide.search.plan import Alternative, Bonus, Form, Plan, Term, Whole
from guide.search.planner import Language, Plans, kept_words
from guide.search.port import MatchKind, Relaxation, RelaxationKind
from guide.search.postings import sound
from guide.search.query import Query

SHORTEST_TYPO = {1: 3, 2: 8}
"""Letters that a word needs before so many edits are tried on it."""

BONUS_OF_TYPO = {1: (Bonus(500.0, MatchKind.TYPO),), 2: (Bonus(400.0, MatchKind.TYPO),)}
WEIGHT_OF_TYPO = {1: 0.7, 2: 0.5}
TYPO_RUNGS = {1: RelaxationKind.TYPO_1, 2: RelaxationKind.TYPO_2}
SHORTEST_SOUND = 4
BONUS_OF_SOUND = (Bonus(600.0, MatchKind.FOLDED),)
WEIGHT_OF_SOUND = 0.6
BONUS_OF_PEELED = (Bonus(100.0, MatchKind.PREFIX),)
MOST_CORRECTIONS = 8
SHORTEST_PEELED = 4
LEAST_SHARE_PEELED = 0.65


@dataclass(frozen=True, slots=True)
class Attempt:
    """The question as it stands: what was changed, and what is looked for beside its words."""

    query: Query
    keep_form: bool = True
    wholes: tuple[Whole, ...] = ()
    extra: tuple[Alternative, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    corrected: str | None = None

    @property
    def name(self) -> NameTokens:
        """The words read as a name."""
        return analyse_name(self.query.words)

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """The words that fill the slots, in the order of the slots."""
        return kept_words(analyse_query_words(self.name.bare).words)

    def told(self, kind: RelaxationKind, word: str, became: str = "") -> tuple[Relaxation, ...]:
        """Add one thing to what is told."""
        return (*self.relaxed, Relaxation(kind=kind, word=word, became=became))


@dataclass(frozen=True, slots=True)
class Rescued(Generic[M]):
    """Where the climb ended. ``out_of_time`` says that rungs were left untried."""

    plan: Plan
    matches: M
    attempt: Attempt
    out_of_time: bool = False


@dataclass(frozen=True)
class Ladder(Generic[M]):
    """The climb over one index; ``in_time`` is asked before each rung."""

    index: SearchIndex[M]
    language: Language
    in_time: Callable[[], bool]
    plans: Plans

    def climb(self, query: Query) -> Rescued[M]:
        """Search, and while nothing is found give up one thing more."""
        state = self._try(Attempt(query))
        if not query.words:
            return state
        for rung in (
            self._without_form,
            self._split,
            self._by_sound,
            self._one_typo,
            self._two_typos,
            self._without_rarest,
            self._peeled,
        ):
            if state.matches.found:
                break
            if not self.in_time():
                return replace(state, out_of_time=True)
            state = rung(state)
        return state

    def _try(self, attempt: Attempt) -> Rescued[M]:
        plan = self.plans.plan(
            attempt.query, self.language, self.index, keep_form=attempt.keep_form
        )
        if attempt.extra or attempt.wholes:
            plan = _with_extra(plan, attempt)
        return Rescued(plan, self.index.evaluate(plan), attempt)

    def _without_form(self, state: Rescued[M]) -> Rescued[M]:
        form = state.attempt.name.form
        if form is None:
            return state
        relaxed = state.attempt.told(RelaxationKind.LEGAL_FORM, form)
        return self._try(replace(state.attempt, keep_form=False, relaxed=relaxed))

    def _split(self, state: Rescued[M]) -> Rescued[M]:
        """Cut a word nobody has into two that somebody has."""
        attempt = state.attempt
        for word in self._unmet(state):
            cut = self._best_cut(word.text)
            if cut is not None:
                attempt = _respelled(attempt, word, cut, RelaxationKind.JOINED)
                break
        return self._kept_if_found(state, attempt)

    def _best_cut(self, text: str) -> str | None:
        cuts = [(text[:at], text[at:]) for at in range(2, len(text) - 1)]
        counted = [
            (min(self.index.count(Space.WORD + part) for part in cut), " ".join(cut))
            for cut in cuts
        ]
        return max((each for each in counted if each[0]), default=(0, None))[1]

    def _by_sound(self, state: Rescued[M]) -> Rescued[M]:
        """Spell as it sounds: Kolumbus for Columbus."""
        attempt = state.attempt
        extra: list[Alternative] = []
        for slot, word in self._unmet_slots(state):
            key = Space.SOUND + sound(fold(word.text))
            heard = self.index.behind(key) if len(key) > SHORTEST_SOUND else ()
            if heard:
                term = Term(tuple(Form(each) for each in heard[:MOST_CORRECTIONS]))
                extra.append(
                    Alternative((slot,), (term,), WEIGHT_OF_SOUND, MatchKind.FOLDED, word.text)
                )
        relaxed = attempt.told(RelaxationKind.FOLDED, attempt.query.words)
        changed = replace(attempt, extra=tuple(extra), wholes=_sounding(attempt), relaxed=relaxed)
        return self._kept_if_found(state, changed)

    def _one_typo(self, state: Rescued[M]) -> Rescued[M]:
        return self._typo(state, 1)

    def _two_typos(self, state: Rescued[M]) -> Rescued[M]:
        return self._typo(state, 2)

    def _typo(self, state: Rescued[M], distance: int) -> Rescued[M]:
        """Read words that nobody has as words so many edits away, and the whole as a name."""
        attempt = self._with_near_names(state.attempt, distance)
        extra: list[Alternative] = []
        respelled = attempt
        for slot, word in reversed(list(self._unmet_slots(state))):
            near = self._corrections(word, distance)
            if near:
                became = self._written(near[0], word.text)
                respelled = _respelled(respelled, word, became, TYPO_RUNGS[distance])
                extra.extend(_corrected(slot, key, word, distance) for key in near)
        if extra:
            corrected = respelled.query.words
        elif attempt.wholes:
            corrected = self._best_name(attempt.wholes)
            told = attempt.told(TYPO_RUNGS[distance], attempt.query.words, corrected)
            respelled = replace(attempt, relaxed=told)
        else:
            return state
        return self._try(replace(respelled, extra=tuple(extra), corrected=corrected))

    def _with_near_names(self, attempt: Attempt, distance: int) -> Attempt:
        key = attempt.name.key
        if len(key) < SHORTEST_TYPO[distance] or not attempt.query.is_plain:
            return attempt
        bonus = BONUS_OF_TYPO[distance]
        near = self.index.near(Space.FULL_NAME, key, distance)
        wholes = tuple(
            Whole(each, bonus, each[1:], distance=distance) for each in near[: 4 * MOST_CORRECTIONS]
        )
        return replace(attempt, wholes=wholes)

    def _best_name(self, wholes: tuple[Whole, ...]) -> str:
        matches = self.index.evaluate(Plan(slots=(), alternatives=(), whole=wholes))
        rows = self.index.select(matches, Selection(size=1)).rows
        return rows[0].name if rows else ""

    def _corrections(self, word: QueryWord, distance: int) -> Sequence[str]:
        """Give the words so near, or the stems where there is no word; likeliest first.

        A word with a topic never becomes one without, which has no slot; the name of a place is
        spelled right, also where nobody is.
        """
        text = word.text
        if len(text) < SHORTEST_TYPO[distance] or not text.isalpha():
            return ()
        if fold(text) in self.language.places:
            return ()
        near = [
            key
            for key in self.index.near(Space.WORD, text, distance)
            if (key[1:] in FUNCTION_WORDS) == word.function
        ] or self.index.near(Space.STEM, word.stem, distance)
        ordered = sorted(near, key=lambda key: (key[1] != text[0], -self.index.count(key), key))
        return ordered[:MOST_CORRECTIONS]

    def _written(self, key: str, text: str) -> str:
        """Give a word as it is written somewhere, for a stem the one most like the text."""
        if key[0] == Space.WORD:
            return key[1:]
        behind = [word[1:] for word in self.index.behind(key)]
        return min(behind, key=lambda word: (edits(word, text), word), default=key[1:])

    def _without_rarest(self, state: Rescued[M]) -> Rescued[M]:
        """Let the rarest word go, again and again, while a word remains that says something."""
        plan, attempt = state.plan, state.attempt
        counts = state.matches.slot_counts
        while not state.matches.found:
            words = len(attempt.words)
            required = [n for n, slot in enumerate(plan.slots[:words]) if slot.required]
            says = [n for n in required if plan.slots[n].topical] or required
            carried = {n for n in says if counts[n]}
            droppable = [n for n in required if carried - {n}]
            rarest = min(droppable, key=lambda n: (counts[n], n), default=None)
            if rarest is None:
                return state
            slots = list(plan.slots)
            slots[rarest] = slots[rarest]._replace(required=False)
            plan = replace(plan, slots=tuple(slots))
            attempt = replace(
                attempt, relaxed=attempt.told(RelaxationKind.DROPPED, slots[rarest].text)
            )
            state = Rescued(plan, self.index.evaluate(plan), attempt)
        return state

    def _peeled(self, state: Rescued[M]) -> Rescued[M]:
        """Find names that begin like this one does, as much of it as any name has."""
        key = state.attempt.name.key
        if not state.attempt.query.is_plain:
            return state
        shortest = max(SHORTEST_PEELED, round(LEAST_SHARE_PEELED * len(key)))
        for length in range(len(key) - 1, shortest - 1, -1):
            begins = Space.FULL_NAME + key[:length]
            if self.index.prefixed(begins, 1):
                whole = Whole(begins, BONUS_OF_PEELED, key[:length], prefix=True)
                relaxed = state.attempt.told(
                    RelaxationKind.PEELED, state.attempt.query.words, key[:length]
                )
                return self._try(replace(state.attempt, wholes=(whole,), relaxed=relaxed))
        return state

    def _unmet_slots(self, state: Rescued[M]) -> Iterator[tuple[int, QueryWord]]:
        counts = state.matches.slot_counts
        for slot, word in enumerate(state.attempt.words):
            if slot < len(counts) and not counts[slot]:
                yield slot, word

    def _unmet(self, state: Rescued[M]) -> list[QueryWord]:
        return [word for _, word in self._unmet_slots(state)]

    def _kept_if_found(self, state: Rescued[M], attempt: Attempt) -> Rescued[M]:
        if attempt is state.attempt:
            return state
        tried = self._try(attempt)
        return tried if tried.matches.found else state


def _sounding(attempt: Attempt) -> tuple[Whole, ...]:
    key = Space.NAME_SOUND + sound(attempt.name.key)
    if len(key) <= SHORTEST_SOUND or not attempt.query.is_plain:
        return ()
    return (Whole(key, BONUS_OF_SOUND, attempt.name.normal),)


def _with_extra(plan: Plan, attempt: Attempt) -> Plan:
    extra = tuple(each for each in attempt.extra if max(each.slots) < len(plan.slots))
    return replace(
        plan,
        alternatives=(*plan.alternatives, *extra),
        whole=(*plan.whole, *attempt.wholes),
        terms=plan.terms | {form.key for form in _forms(extra)},
    )


def _respelled(attempt: Attempt, word: QueryWord, became: str, kind: RelaxationKind) -> Attempt:
    bare = attempt.name.bare
    text = f"{bare[: word.start]}{became}{bare[word.end :]}"
    return replace(
        attempt,
        query=replace(attempt.query, words=text),
        relaxed=attempt.told(kind, word.text, became),
    )


def _corrected(slot: int, key: str, word: QueryWord, distance: int) -> Alternative:
    return Alternative(
        (slot,),
        (Term((Form(key),)),),
        WEIGHT_OF_TYPO[distance],
        MatchKind.TYPO,
        word.text,
        distance=distance,
    )


def _forms(alternatives: Iterable[Alternative]) -> Iterator[Form]:
    for alternative in alternatives:
        for term in alternative.terms:
            yield from term.forms
