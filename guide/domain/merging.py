"""When two companies may be made one."""

from dataclasses import dataclass

from guide.domain.editing import EditError


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """What decides about a merging on one side."""

    id: int
    cvr: str | None
    merged: bool
    erased: bool


def check_merging(kept: Side, gone: Side) -> None:
    """Refuse a merging that would lose a company; raises ``EditError``.

    Two numbers are two companies in the register, whatever they are called.
    """
    if kept.id == gone.id:
        message = "en virksomhed kan ikke lægges sammen med sig selv"
        raise EditError(message)
    if kept.erased or gone.erased:
        message = "en slettet virksomhed kan ikke lægges sammen med en anden"
        raise EditError(message)
    if kept.merged or gone.merged:
        message = "en af dem er allerede lagt sammen med en anden"
        raise EditError(message)
    if kept.cvr and gone.cvr:
        message = (
            f"CVR {kept.cvr} og {gone.cvr} er to virksomheder; fortæl hellere, hvem der overtog"
        )
        raise EditError(message)


def looks_like_one(cvr: str | None, other_cvr: str | None) -> bool:
    """Tell whether two companies that share a name or a web site may be one and the same."""
    return not (cvr and other_cvr)
