"""Two tiers of one spelling: what was written, and a lossy key for what was meant."""

import re
import unicodedata

_DROPPED = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_VOWELS = re.compile("aa|ae|æ|oe|oo|ø")
_ONE_LETTER = {"aa": "a", "ae": "a", "æ": "a", "oe": "o", "oo": "o", "ø": "o"}
_STROKES = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "o"})


def normalise(text: str) -> str:
    """Bring a word to tier 1: NFC and casefolded, soft hyphens and zero-width marks gone."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _DROPPED.sub("", text).casefold())


def fold(text: str) -> str:
    """Turn a normalised word into its tier 2 key: å ä æ aa ae → a, ø ö oe oo → o, no accents.

    Repeated until nothing changes, so that åen, aaen and aen share a key.
    """
    if not text.isascii():
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFD", text.translate(_STROKES))
            if not unicodedata.combining(letter)
        )
    while (folded := _VOWELS.sub(lambda match: _ONE_LETTER[match.group()], text)) != text:
        text = folded
    return text


def composed(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Give text in NFC without invisible marks, and where each of its characters came from.

    The second value maps an offset in the result, its end included, to an offset in ``text``;
    ``None`` says that nothing moved.
    """
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and _DROPPED.search(text) is None):
        return text, None
    pieces: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", _DROPPED.sub("", text[start:end]))
        pieces.append(piece)
        origins.extend([start] * len(piece))
    return "".join(pieces), (*origins, len(text))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut text before each character that does not combine with the one before it."""
    starts = [
        index
        for index, letter in enumerate(text)
        if index == 0 or not unicodedata.combining(letter)
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
