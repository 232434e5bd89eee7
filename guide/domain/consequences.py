"""What a change of a company would do before it is made: to lists, categories, rules, rankings."""

from dataclasses import dataclass
from enum import StrEnum

from guide.domain.protection import ProtectionPolicy, Visibility
from guide.domain.resolved import ResolvedCompany


class Flag(StrEnum):
    """What an editor must see before deciding."""

    LEAVES_LISTS = "leaves_lists"
    ENTERS_LISTS = "enters_lists"
    PROTECTED = "protected"
    """The company is protected against advertising (CVR-loven §19)."""

    LEAVES_RANKINGS = "leaves_rankings"
    ENTERS_RANKINGS = "enters_rankings"
    SHOWS_CONTACT = "shows_contact"
    HIDES_CONTACT = "hides_contact"
    WITHOUT_CATEGORY = "without_category"


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A company before or after the change."""

    resolved: ResolvedCompany
    visibility: Visibility

    @property
    def categories(self) -> frozenset[str]:
        """The categories it is counted in: none as long as it is not listed."""
        return frozenset(self.resolved.categories) if self.resolved.listed else frozenset()


def flags_of(before: Side, after: Side, policy: ProtectionPolicy) -> tuple[Flag, ...]:
    """Return what the change crosses, in the order of the flags."""
    turned = {
        (Flag.ENTERS_LISTS, Flag.LEAVES_LISTS): (before.resolved.listed, after.resolved.listed),
        (Flag.ENTERS_RANKINGS, Flag.LEAVES_RANKINGS): (
            may_be_ranked(before, policy),
            may_be_ranked(after, policy),
        ),
        (Flag.SHOWS_CONTACT, Flag.HIDES_CONTACT): (
            policy.may_show_contact(before.visibility),
            policy.may_show_contact(after.visibility),
        ),
    }
    found = {(into if now else out) for (into, out), (was, now) in turned.items() if was is not now}
    if after.visibility.advertising_protected:
        found.add(Flag.PROTECTED)
    if after.resolved.listed and not after.resolved.categories:
        found.add(Flag.WITHOUT_CATEGORY)
    return tuple(flag for flag in Flag if flag in found)


def may_be_ranked(side: Side, policy: ProtectionPolicy) -> bool:
    """Tell whether the company may stand in a ranking at all."""
    return side.resolved.listed and policy.may_rank(side.visibility)
