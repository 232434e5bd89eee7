"""What may be meant while it is being typed."""

from pydantic import Field

from guide.search.port import IndexUnavailableError, SuggestionKind
from guide.web.api.operations import Answer, Operation, Query
from guide.web.context import the_guide


class SuggestQuery(Query):
    """What was typed so far."""

    q: str = Field("", max_length=100)
    limit: int = Field(8, ge=1, le=20)


class SuggestionJson(Answer):
    """A suggestion; ``target`` is a slug, a municipality's code or a corrected search."""

    kind: SuggestionKind
    text: str
    target: str
    detail: str


class Suggestions(Answer):
    """Suggestions, the likeliest first; none while the index is away."""

    suggestions: list[SuggestionJson]


def suggest(query: SuggestQuery) -> Suggestions:
    """Complete what is being typed."""
    try:
        found = the_guide().reader.suggest(query.q, query.limit)
    except IndexUnavailableError:
        found = ()
    return Suggestions(
        suggestions=[
            SuggestionJson(kind=one.kind, text=one.text, target=one.target, detail=one.detail)
            for one in found
        ]
    )


OPERATIONS = (
    Operation(
        name="suggest",
        path="/suggest",
        summary="Complete what is being typed",
        description="Companies, categories, places and corrections from the first letter.",
        function=suggest,
        query=SuggestQuery,
        answer=Suggestions,
        tag="search",
    ),
)
