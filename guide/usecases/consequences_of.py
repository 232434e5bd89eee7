"""Work out what a change of a company's fields would do, without doing it."""

from collections.abc import Mapping
from dataclasses import dataclass

from guide.catalogue import categories, companies, facts, reports
from guide.catalogue.companies import Identity
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.consequences import Flag, Side, flags_of, may_be_ranked
from guide.domain.editing import override_fact
from guide.domain.facts import Fact, FactValue, Field, resolve_all
from guide.domain.protection import ProtectionPolicy
from guide.domain.ranking import Entrant, rank
from guide.domain.resolved import Standing, resolve_company, visibility_of
from guide.search.port import SearchReader
from guide.usecases.decide_submissions import EDITORS
from guide.usecases.edit_company import Editor
from guide.usecases.rank_companies import RankedList, rank_companies


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryCount:
    """How many listed companies a category has before and after."""

    category: str
    before: int
    after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in a category's ranking before and after; ``None`` is not in the list."""

    category: str
    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Consequences:
    """What would be different. ``duplicates`` are other companies that carry the new name."""

    listed_before: bool
    listed_after: bool
    counts: tuple[CategoryCount, ...]
    places: tuple[Place, ...]
    duplicates: tuple[str, ...]
    flags: tuple[Flag, ...]


def consequences_of(
    database: Database,
    reader: SearchReader,
    company_id: CompanyId,
    change: Mapping[Field, FactValue],
    editor: Editor,
) -> Consequences:
    """Return what overriding these fields would do; raises ``KeyError`` without the company."""
    with database.reading() as work:
        known = companies.get(work, company_id)
        said = facts.current(work, company_id)
        before = _side(work, known, said, editor.policy)
        after = _side(work, known, _changed(said, change, editor), editor.policy)
        counts = categories.listed_counts(work)
        name = after.resolved.name
        same = companies.find_by_name(work, name) if name != before.resolved.name else []
    touched = sorted(before.categories | after.categories)
    return Consequences(
        listed_before=before.resolved.listed,
        listed_after=after.resolved.listed,
        counts=tuple(
            CategoryCount(
                category=slug,
                before=counts.get(slug, 0),
                after=counts.get(slug, 0)
                + (slug in after.categories)
                - (slug in before.categories),
            )
            for slug in touched
            if (slug in after.categories) is not (slug in before.categories)
        ),
        places=tuple(
            _place(database, reader, company_id, slug, before, after, editor.policy)
            for slug in touched
        ),
        duplicates=tuple(other.slug for other in same if other.id != company_id),
        flags=flags_of(before, after, editor.policy),
    )


def _changed(said: list[Fact], change: Mapping[Field, FactValue], editor: Editor) -> list[Fact]:
    """Return the statements as they would be."""
    kept = [fact for fact in said if not (fact.override and fact.field in change)]
    return kept + [
        override_fact(
            name, value, reason="", actor=editor.actor, source=EDITORS.key, now=editor.now
        )
        for name, value in change.items()
    ]


def _side(work: UnitOfWork, known: Identity, said: list[Fact], policy: ProtectionPolicy) -> Side:
    standing = Standing(
        signed_up=known.visibility.signed_up,
        candidate=known.visibility.candidate,
        erased=known.visibility.erased,
        merged=known.merged_into is not None,
    )
    figures = reports.summary(work, known.id)
    resolved = resolve_company(resolve_all(said), figures, standing, policy)
    return Side(
        resolved=resolved,
        visibility=visibility_of(
            status=resolved.status,
            advertising_protected=resolved.advertising_protected,
            legal_form=resolved.legal_form,
            included=resolved.included,
            excluded=resolved.excluded,
            standing=standing,
        ),
    )


def _place(
    database: Database,
    reader: SearchReader,
    company_id: CompanyId,
    category: str,
    before: Side,
    after: Side,
    policy: ProtectionPolicy,
) -> Place:
    ranked = rank_companies(database, reader, policy, category=category)
    key = str(company_id)
    stays = category in after.categories and may_be_ranked(after, policy)
    was = category in before.categories and may_be_ranked(before, policy)
    entrants = {name: one for name, one in ranked.entrants.items() if name != key}
    if stays and was:
        entrants[key] = ranked.entrants[key]
    elif stays:
        entrants.update(_newcomer(database, reader, policy, key, ranked))
    then = rank(ranked.method, entrants.values()).placement(key)
    now = ranked.ranking.placement(key)
    return Place(
        category=category,
        before=now.place if now else None,
        after=then.place if then else None,
    )


def _newcomer(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    key: str,
    ranked: RankedList,
) -> dict[str, Entrant]:
    """Return the company as the list of all knows it; one that is in no list has no place yet."""
    every = rank_companies(database, reader, policy, ranked.method, year=ranked.field.year)
    return {key: every.entrants[key]} if key in every.entrants else {}
