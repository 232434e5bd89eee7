"""Text that people typed, brought to one form before anything looks at it."""

import re
import unicodedata

_BLANKS = re.compile(r"[^\S\n]+")
_PARAGRAPHS = re.compile(r"\n{3,}")

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def tidy_text(text: str) -> str:
    """Return text in NFC with plain line breaks, without control and direction characters."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(sign for sign in plain if sign == "\n" or _may_stand(sign))
    lines = "\n".join(_BLANKS.sub(" ", line).strip() for line in kept.split("\n"))
    return _PARAGRAPHS.sub("\n\n", lines).strip()


def tidy_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(tidy_text(text).split())


def _may_stand(sign: str) -> bool:
    if sign == "\t":
        return True
    return (
        unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") or sign in "\u00ad\u200d"
    )
