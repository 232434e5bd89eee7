"""Danish alphabetical order as a stored key, the same on every database.

Equal to ICU da_DK at primary strength: a … z, then æ (= ä), ø (= ö), å (= aa); y = ü; v before w;
case and accents do not count.
"""

import unicodedata

_LETTERS = {
    "æ": "{", "ä": "{", "ø": "|", "ö": "|", "œ": "|", "å": "}", "ü": "y",
    "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l",
}  # fmt: skip


def danish_sort_key(text: str) -> str:
    """Return the key of a name: characters after ``z`` stand for æ, ø and å."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    out: list[str] = []
    for char in folded:
        if char in _LETTERS:
            out.append(_LETTERS[char])
            continue
        base = unicodedata.normalize("NFKD", char)
        out.append("".join(c for c in base if c.isalnum() or c == " "))
    key = " ".join("".join(out).split())
    return key or "~"


def index_letter(name: str) -> str:
    """Return the letter of an A–Å index a name stands under; digits and signs under ``0–9``."""
    first = danish_sort_key(name)[:1]
    back = {"{": "Æ", "|": "Ø", "}": "Å"}
    if first in back:
        return back[first]
    return first.upper() if first.isascii() and first.isalpha() else "0–9"


INDEX_LETTERS = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ", "0–9")
"""The A–Å index in Danish order."""
