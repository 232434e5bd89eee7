"""Which of the guide's companies an article names, and which ones fit what it is about."""

from pydantic import Field

from guide.usecases.match_article import MAX_CHARACTERS, ArticleTooLongError, match_json
from guide.web.api.operations import Answer, NoQuery, Operation
from guide.web.context import the_guide
from guide.web.problems import ProblemError


class Article(Answer):
    """A text; nothing of it is kept."""

    text: str = Field(description=f"at most {MAX_CHARACTERS} characters")


class MentionJson(Answer):
    """A company that is named; ``start`` and ``end`` count Unicode characters from 0."""

    name: str
    slug: str
    cvr: str | None
    surface: str
    start: int
    end: int
    confidence: float
    sure: bool
    form: str
    why: list[str]


class FittingJson(Answer):
    """A company that fits the subject: its category and the words that point to it."""

    name: str
    slug: str
    cvr: str | None
    category: str
    why: list[str]


class MatchAnswer(Answer):
    """Those named in the order of the text, and those that fit."""

    mentions: list[MentionJson]
    fitting: list[FittingJson]


def match(query: NoQuery, body: Article) -> MatchAnswer:
    """Match an article."""
    try:
        found = the_guide().matcher.match(body.text)
    except ArticleTooLongError as error:
        raise ProblemError(
            status=413, kind="content-too-large", title="Content Too Large", detail=str(error)
        ) from error
    return MatchAnswer.model_validate(match_json(found))


OPERATIONS = (
    Operation(
        name="match",
        path="/match",
        summary="Companies of an article",
        description="The companies that a text names, where and how sure, and those that fit it.",
        function=match,
        body=Article,
        answer=MatchAnswer,
        tag="search",
    ),
)
