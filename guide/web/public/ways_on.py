"""Where to go from an empty result."""

from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _

from guide.search.port import SearchResult
from guide.web.presenters.frame import Link
from guide.web.public import facets
from guide.web.public.notices import LONGEST
from guide.web.public.parameters import Asked, address
from guide.web.shared import Shared

MOST_WORDS = 4


def ways_on(asked: Asked, result: SearchResult, known: Shared) -> tuple[Link, ...]:
    """Offer each filter taken away, then fewer words, then the whole guide."""
    if result.total:
        return ()
    ways = [
        Link(label=str(_("Uden filteret %(name)s", name=chip.label)), url=chip.remove_url)
        for chip in facets.chips(asked, result, known)
    ]
    if asked.chosen and asked.text:
        ways.append(
            Link(
                label=str(_("Søg på “%(words)s” uden filtre", words=asked.text[:LONGEST])),
                url=facets.clear_address(asked),
            )
        )
    ways.extend(_single_words(asked))
    ways.append(Link(label=str(_("Se alle kategorier")), url=url_for("public.categories")))
    ways.append(
        Link(label=str(_("Se alle virksomheder fra A til Å")), url=url_for("public.letters"))
    )
    return tuple(ways)


def _single_words(asked: Asked) -> list[Link]:
    """Offer each longer word of several by itself."""
    words = asked.text[:LONGEST].split()
    if len(words) < 2:
        return []
    return [
        Link(
            label=str(_("Søg kun på “%(word)s”", word=word)),
            url=address(replace(asked, text=word, page=1)),
        )
        for word in dict.fromkeys(words)
        if len(word) >= 3
    ][:MOST_WORDS]
