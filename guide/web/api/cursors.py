"""Where a program got to, as an opaque text that stays good when the index is built anew."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guide.usecases.search_onwards import Anchor
from guide.web.api.reading import invalid
from guide.web.problems import Fault, ProblemError

VERSION = 1
C = TypeVar("C", bound="Cursor")


class Cursor(BaseModel):
    """What every cursor holds; ``asked`` is a hash of the question that it belongs to."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    version: Annotated[int, Field(ge=VERSION, le=VERSION)] = VERSION
    asked: str


class SearchCursor(Cursor):
    """The last company of a part, by id and by what it was sorted by."""

    position: Annotated[int, Field(ge=0, le=10**9)]
    company_id: int
    value: float | None
    sort_key: str

    def anchor(self) -> Anchor:
        """Return it as the use case knows it."""
        return Anchor(
            position=self.position,
            company_id=self.company_id,
            value=self.value,
            sort_key=self.sort_key,
        )


def question(query: BaseModel, *but: str) -> str:
    """Return a hash of a query; ``but`` are the parameters that may change between the parts."""
    text = query.model_dump_json(exclude={"cursor", "limit", *but})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write(cursor: Cursor) -> str:
    """Return the text of a cursor."""
    return urlsafe_b64encode(cursor.model_dump_json().encode()).decode().rstrip("=")


def read(model: type[C], text: str, asked: str) -> C:
    """Read a cursor back; raise ``ProblemError`` for one not ours or of another question."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = model.model_validate_json(raw)
    except (ValueError, ValidationError) as error:
        raise refusal() from error
    if cursor.asked != asked:
        told = "belongs to other parameters; keep them unchanged, or begin again without it"
        raise invalid([Fault(name="cursor", problem=told)])
    return cursor


def refusal() -> ProblemError:
    """Return the error of a cursor that was not made here."""
    told = "is not one of this address; begin again without it"
    return invalid([Fault(name="cursor", problem=told)])
