"""What every page has around it: the way home, the search, the navigation, the languages."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A labelled address; `current` marks the page the reader stands on."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """This page in another language; `code` is the value of lang and hreflang."""

    code: str
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """The frame of a page in one language.

    `notes` are the footer's lines on where data come from and how old they are;
    `suggest_url` empty switches suggestions off. `site_url` goes before a path where a whole
    address is asked for; `canonical` is the path that this page is best known by.
    """

    locale: str
    home_url: str
    search_url: str
    suggest_url: str = ""
    query: str = ""
    nav: tuple[Link, ...] = ()
    languages: tuple[Language, ...] = ()
    footer: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    site_url: str = ""
    canonical: str = ""
