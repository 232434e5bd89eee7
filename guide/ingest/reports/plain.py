"""Plain XBRL: every fact is an element below the root."""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from guide.ingest.reports.concepts import FIGURES, TEXTS, Family, Item, TextItem
from guide.ingest.reports.facts import (
    LINK,
    MAX_FACTS,
    XBRLI,
    XLINK_HREF,
    XSI_NIL,
    Context,
    Contexts,
    Fact,
    Instance,
    Side,
    Units,
    exactness,
    family_of,
    figure_item,
    text_item,
)
from guide.ingest.reports.numbers import UnreadableNumberError, plain_number
from guide.ingest.reports.refusal import too_many

_MAX_TEXT = 10_000
_TAGS = tuple({f"{{*}}{name}" for _, name in (*FIGURES, *TEXTS)})


def read_plain(root: etree._Element) -> Instance:
    """Read the facts of an instance that the guide uses, in one pass over the root's children."""
    contexts = Contexts(root.iterchildren(f"{{{XBRLI}}}context"))
    units = Units(root.iterchildren(f"{{{XBRLI}}}unit"))
    facts: list[Fact] = []
    texts: dict[TextItem, list[tuple[Context, str]]] = defaultdict(list)
    unreadable: set[Item] = set()
    for element, family, name in _known(root):
        context = contexts.find(element.get("contextRef"))
        if context is None or context.side is Side.BREAKDOWN:
            continue
        text, item = text_item(family, name), figure_item(family, name)
        if text is not None:
            texts[text].append((context, (element.text or "").strip()[:_MAX_TEXT]))
        if item is None:
            continue
        try:
            value = None if is_nil(element) else plain_number(element.text or "")
        except UnreadableNumberError:
            unreadable.add(item)
            continue
        facts.append(
            Fact(
                item=item,
                concept=name,
                family=family,
                context=context,
                currency=units.currency(element.get("unitRef")),
                decimals=exactness(element.get("decimals")),
                value=value,
            )
        )
    schema = root.find(f"{{{LINK}}}schemaRef")
    return Instance(
        facts=tuple(facts),
        texts={item: tuple(found) for item, found in texts.items()},
        identifiers=contexts.identifiers(),
        taxonomy="" if schema is None else schema.get(XLINK_HREF, ""),
        unreadable=frozenset(unreadable),
    )


def _known(root: etree._Element) -> Iterator[tuple[etree._Element, Family, str]]:
    """The children whose concepts the guide uses, with family and name."""
    count = 0
    for element in root.iterchildren(*_TAGS):
        namespace, _, name = element.tag[1:].rpartition("}")
        family = family_of(namespace)
        if family is None:
            continue
        count += 1
        if count > MAX_FACTS:
            raise too_many("tal")
        yield element, family, name


def is_nil(element: etree._Element) -> bool:
    """Tell whether a fact says that it has no value."""
    return element.get(XSI_NIL) in ("true", "1")
