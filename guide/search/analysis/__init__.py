"""Danish text to tokens, once, for every engine: the declared surface.

Documents go through ``analyse_text`` and ``analyse_name``; queries through
``find_identifiers``, ``analyse_query_words``, ``analyse_name`` and ``Synonyms.match``.
"""

from guide.search.analysis.compounds import Split, SplitPart, split_compound
from guide.search.analysis.folding import fold, normalise
from guide.search.analysis.identifiers import (
    Identifier,
    IdentifierKind,
    find_identifiers,
)
from guide.search.analysis.names import NameToken, NameTokens, analyse_name
from guide.search.analysis.queries import (
    FUNCTION_WORDS,
    JoinedWords,
    QueryWord,
    QueryWords,
    analyse_query_words,
    is_generic,
)
from guide.search.analysis.synonyms import (
    SYNONYM_WEIGHT,
    Expansion,
    SynonymMatch,
    Synonyms,
    load_synonyms,
)
from guide.search.analysis.texts import Token, analyse_text
from guide.search.analysis.tokens import Kind
from guide.search.analysis.words import Part, Word, analyse_word, stem

ANALYSIS_VERSION = "4-8a8d077c22c8"
"""Number of the rules and version of the lexicon: an index of another version is rebuilt."""

__all__ = [
    "ANALYSIS_VERSION",
    "FUNCTION_WORDS",
    "SYNONYM_WEIGHT",
    "Expansion",
    "Identifier",
    "IdentifierKind",
    "JoinedWords",
    "Kind",
    "NameToken",
    "NameTokens",
    "Part",
    "QueryWord",
    "QueryWords",
    "Split",
    "SplitPart",
    "SynonymMatch",
    "Synonyms",
    "Token",
    "Word",
    "analyse_name",
    "analyse_query_words",
    "analyse_text",
    "analyse_word",
    "find_identifiers",
    "fold",
    "is_generic",
    "load_synonyms",
    "normalise",
    "split_compound",
    "stem",
]
