"""The categories and places of the day, as answers of the API name them."""

from guide.web.search_parameters import Vocabulary
from guide.web.shared import Shared


def words_of(known: Shared) -> Vocabulary:
    """Return the values that a search may name, made once for each version of the catalogue."""
    if "vocabulary" not in known.kept:
        known.kept["vocabulary"] = Vocabulary(known.places, known.tree.values(), known.moved)
    words: Vocabulary = known.kept["vocabulary"]
    return words
