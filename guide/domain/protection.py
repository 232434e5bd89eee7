"""The one policy for who and what may be seen, in every page, list, file, feed and mail.

Rests on CVR-loven §19 (reklamebeskyttelse) in its strict reading, which the setting
``PROTECTED_POLICY`` can relax to contact data only, and on GDPR art. 6(1)(f) for persons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guide.domain.register import SOLE_TRADER_FORMS
from guide.domain.status import CompanyStatus

PERSONAL_FORMS = SOLE_TRADER_FORMS | {"30"}
"""Forms whose owners are persons who answer for the debt (ENK, PMV, I/S): never ranked."""

CONTACT_FIELDS = frozenset(
    {"phone", "secondary_phone", "fax", "email", "contact_address", "contact_person"}
)
STUB_FIELDS = frozenset({"name", "cvr", "legal_form", "town", "status"})


class ProtectedPolicy(StrEnum):
    """How far protection against advertising reaches: the whole company, or its contact data."""

    STRICT = "strict"
    CONTACT_ONLY = "contact_only"


class EditorChoice(StrEnum):
    """What an editor decided about a company's place in the guide; seed companies are included."""

    NONE = "none"
    INCLUDED = "included"
    EXCLUDED = "excluded"


class PageKind(StrEnum):
    """What a company's address answers with: a profile, a stub, 404 or 410."""

    FULL = "full"
    STUB = "stub"
    ABSENT = "absent"
    GONE = "gone"


class Channel(StrEnum):
    """Every way by which something about a company can leave the guide.

    ``MAIL`` is mail about companies (a digest); whether a company itself may be written to is
    ``ProtectionPolicy.may_mail``.
    """

    PAGE = "page"
    LIST = "list"
    SEARCH = "search"
    SUGGESTION = "suggestion"
    FACET = "facet"
    EXPORT = "export"
    API = "api"
    FEED = "feed"
    SITEMAP = "sitemap"
    MAP = "map"
    RANKING = "ranking"
    FEATURE = "feature"
    EMBED = "embed"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Visibility:
    """All that the policy needs to know of a company.

    ``advertising_protected`` (reklamebeskyttet) is None as long as the register has not been
    asked, as with a company known from the seed alone. ``signed_up`` means a confirmed sign-up
    that has not been withdrawn. ``candidate`` means that its branch codes belong to the guide.
    """

    status: CompanyStatus
    advertising_protected: bool | None
    legal_form_code: str | None = None
    signed_up: bool = False
    editor: EditorChoice = EditorChoice.NONE
    candidate: bool = False
    erased: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ProtectionPolicy:
    """Answers every question of seeing; ``protected`` is the setting PROTECTED_POLICY."""

    protected: ProtectedPolicy = ProtectedPolicy.STRICT

    def page_kind(self, company: Visibility) -> PageKind:
        """Tell what the company's own address shows; a stub is read from the database."""
        if company.erased:
            return PageKind.GONE
        if not _belongs(company):
            return PageKind.ABSENT
        if self._is_hidden(company):
            return PageKind.STUB
        return PageKind.FULL

    def stub_only(self, company: Visibility) -> bool:
        """True when typing the number gives name, form, town, status and badge, and no more."""
        return self.page_kind(company) is PageKind.STUB

    def may_list(self, company: Visibility) -> bool:
        """Lists, search, facets and suggestions; what is over stays here, plainly labelled."""
        return self.page_kind(company) is PageKind.FULL

    def may_export(self, company: Visibility) -> bool:
        """Files, API and feeds; see ``may_export_contact`` for the contact columns."""
        return self.may_list(company)

    def may_be_crawled(self, company: Visibility) -> bool:
        """Sitemap and robots; False asks for ``noindex`` on the page."""
        return self.may_list(company) and not company.status.is_over

    def may_map(self, company: Visibility) -> bool:
        """Maps and counts by place show who is in business."""
        return self.may_list(company) and not company.status.is_over

    def may_rank(self, company: Visibility) -> bool:
        """Rankings leave out what is over, what has not begun, and firms that are persons."""
        return (
            self.may_map(company)
            and company.status is not CompanyStatus.FUTURE
            and company.legal_form_code not in PERSONAL_FORMS
        )

    def may_feature(self, company: Visibility) -> bool:
        """Company of the day and promoted places: in business and not in trouble."""
        return self.may_list(company) and company.status in (
            CompanyStatus.ACTIVE,
            CompanyStatus.UNKNOWN,
        )

    def may_show_contact(self, company: Visibility) -> bool:
        """Phone, mail and contact address on the profile; unknown protection hides them."""
        return self.page_kind(company) is PageKind.FULL and (
            company.signed_up or company.advertising_protected is False
        )

    def may_use_register_contact(self, company: Visibility) -> bool:
        """The register's own contact data; a protected company's is not even stored."""
        return self.may_show_contact(company) and company.advertising_protected is False

    def may_export_contact(self, company: Visibility) -> bool:
        """Contact columns of lists, files, feeds and API: empty unless known to be unprotected."""
        return self.may_export(company) and self.may_use_register_contact(company)

    def may_mail(self, company: Visibility) -> bool:
        """Service mail and invitations to it; never an offer (markedsføringsloven §10)."""
        if company.erased or company.editor is EditorChoice.EXCLUDED:
            return False
        return company.signed_up or (
            self.may_list(company)
            and company.advertising_protected is False
            and not company.status.is_over
        )

    def may_ask_owners(self, company: Visibility) -> bool:
        """Ask those who took the company on themselves whether what everyone reads is right.

        They have an account for it, so this is no letter to the company out of the blue.
        """
        return self.may_list(company) and not company.status.is_over

    def shows_badge(self, company: Visibility) -> bool:
        """True where "Reklamebeskyttet – må ikke kontaktes i reklameøjemed" must stand."""
        return company.advertising_protected is True and self.may_appear(company, Channel.PAGE)

    def may_appear(self, company: Visibility, channel: Channel) -> bool:
        """Tell whether anything at all about the company may leave by ``channel``."""
        match channel:
            case Channel.PAGE:
                return self.page_kind(company) in (PageKind.FULL, PageKind.STUB)
            case Channel.SITEMAP:
                return self.may_be_crawled(company)
            case Channel.MAP:
                return self.may_map(company)
            case Channel.RANKING:
                return self.may_rank(company)
            case Channel.FEATURE:
                return self.may_feature(company)
            case _:
                return self.may_list(company)

    def visible_fields(
        self, company: Visibility, channel: Channel, fields: Iterable[str]
    ) -> frozenset[str]:
        """Of ``fields``, those that may leave by ``channel``; unnamed fields are not contact."""
        wanted = frozenset(fields)
        if not self.may_appear(company, channel):
            return frozenset()
        if self.stub_only(company):
            return wanted & STUB_FIELDS
        on_profile = channel is Channel.PAGE
        shown = self.may_show_contact if on_profile else self.may_export_contact
        return wanted if shown(company) else wanted - CONTACT_FIELDS

    def _is_hidden(self, company: Visibility) -> bool:
        return (
            self.protected is ProtectedPolicy.STRICT
            and company.advertising_protected is True
            and not company.signed_up
        )


def _belongs(company: Visibility) -> bool:
    """An editor's exclude wins; then a sign-up; persons need one; then include or branch codes."""
    if company.editor is EditorChoice.EXCLUDED:
        return False
    if company.signed_up:
        return True
    if company.legal_form_code in SOLE_TRADER_FORMS:
        return False
    return company.editor is EditorChoice.INCLUDED or (
        company.candidate and company.status is not CompanyStatus.FUTURE
    )
