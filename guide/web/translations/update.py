"""Keep the English text in step with the pages: `python -m guide.web.translations.update`.

Adds new Danish strings to messages.po without a translation, drops those no longer used and
compiles messages.mo. Also the way to settle a merge: resolve the .po, run this, add both.
"""

from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1]
PO = Path(__file__).parent / "en" / "LC_MESSAGES" / "messages.po"
_HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
_METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
_OPTIONS = {"templates/**.html": {"newstyle_gettext": "true"}}
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


def extract_messages() -> Catalog:
    """Collect every string the templates and the web's Python ask to have translated."""
    found = Catalog(locale="en")
    for _file, _line, message, _comments, context in extract_from_dir(
        WEB, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
    ):
        found.add(message, context=context)
    return found


def read_catalogue(path: Path = PO) -> Catalog:
    """Read a .po file; one that does not exist yet is an empty catalogue."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as stream:
        return read_po(stream, locale="en")


def merge(known: Catalog, found: Catalog) -> Catalog:
    """Give every found string its known translation, in alphabetical order so merges are small."""
    merged = Catalog(locale="en")
    for message in sorted(found, key=_first):
        if message.id:
            old = known.get(message.id, message.context)
            merged.add(message.id, old.string if old else None, context=message.context)
    return merged


def untranslated(catalogue: Catalog) -> list[str]:
    """Name the Danish strings that have no English text, or only one of two plural forms."""
    return [_first(message) for message in catalogue if message.id and not _complete(message)]


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _complete(message: Message) -> bool:
    if isinstance(message.string, tuple | list):
        return all(message.string)
    return bool(message.string)


def write_catalogue(catalogue: Catalog, path: Path = PO) -> None:
    """Write the .po with a header that never changes by itself, and the .mo beside it."""
    body, compiled = BytesIO(), BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, no_location=True)
    write_mo(compiled, catalogue)
    path.write_bytes(_HEADER.encode() + b"\n" + body.getvalue())
    path.with_suffix(".mo").write_bytes(compiled.getvalue())


@click.command()
def main() -> None:
    """Bring messages.po and messages.mo in step with the source; name what lacks English."""
    merged = merge(read_catalogue(), extract_messages())
    write_catalogue(merged)
    for text in untranslated(merged):
        click.echo(f"no English for: {text}")


if __name__ == "__main__":
    main()
