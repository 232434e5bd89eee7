"""Inline XBRL: facts are marked in a page that people read."""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from guide.ingest.reports.concepts import FIGURES, TEXTS, Family, Item, TextItem
from guide.ingest.reports.facts import (
    LINK,
    MAX_FACTS,
    XBRLI,
    XLINK_HREF,
    Context,
    Contexts,
    Fact,
    Instance,
    Side,
    Units,
    exactness,
    family_of,
    figure_item,
    local_name,
    namespace_of,
    text_item,
)
from guide.ingest.reports.numbers import UnreadableNumberError, inline_date, inline_number
from guide.ingest.reports.plain import is_nil
from guide.ingest.reports.refusal import too_many

NAMESPACES = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")
_MAX_TEXT = 10_000
_MAX_STEPS = 2_000_000
_FIGURE_NAMES = frozenset(name for _, name in FIGURES)
_TEXT_NAMES = frozenset(name for _, name in TEXTS)
_DATES = frozenset(
    {
        TextItem.START,
        TextItem.END,
        TextItem.PRECEDING_START,
        TextItem.PRECEDING_END,
        TextItem.MEETING,
        TextItem.APPROVAL,
    }
)


class InlineReader:
    """Reads one page; ``namespace`` is the version of inline XBRL that it uses."""

    def __init__(self, root: etree._Element, namespace: str) -> None:
        self._root = root
        self._tag = f"{{{namespace}}}"
        self._contexts = Contexts(root.iter(f"{{{XBRLI}}}context"))
        self._units = Units(root.iter(f"{{{XBRLI}}}unit"))
        self._continuations: dict[str, etree._Element] | None = None
        self._steps = 0

    def read(self) -> Instance:
        """Read the facts that the guide uses; facts of another target document are left out."""
        facts: list[Fact] = []
        unreadable: set[Item] = set()
        for element, context, family, name in self._known("nonFraction", _FIGURE_NAMES):
            item = figure_item(family, name)
            if item is None:
                continue
            try:
                facts.append(self._fact(element, item, family, name, context))
            except UnreadableNumberError:
                unreadable.add(item)
        texts = self._texts()
        schema = next(self._root.iter(f"{{{LINK}}}schemaRef"), None)
        return Instance(
            facts=tuple(facts),
            texts=texts,
            identifiers=self._contexts.identifiers(),
            taxonomy="" if schema is None else schema.get(XLINK_HREF, ""),
            unreadable=frozenset(unreadable),
        )

    def _known(
        self, kind: str, names: frozenset[str]
    ) -> Iterator[tuple[etree._Element, Context, Family, str]]:
        """Marked elements of the default target (another target is another document) by name."""
        count = 0
        for element in self._root.iter(self._tag + kind):
            prefix, _, name = (element.get("name") or "").strip().rpartition(":")
            if name not in names or element.get("target") is not None:
                continue
            count += 1
            if count > MAX_FACTS:
                raise too_many("tal")
            family = family_of(namespace_of(element, prefix))
            context = self._contexts.find(element.get("contextRef"))
            if family is None or context is None or context.side is Side.BREAKDOWN:
                continue
            yield element, context, family, name

    def _fact(
        self, element: etree._Element, item: Item, family: Family, name: str, context: Context
    ) -> Fact:
        value = None
        if not is_nil(element):
            value = inline_number(
                self._text(element),
                local_name(element.get("format")),
                element.get("scale"),
                element.get("sign"),
            )
        return Fact(
            item=item,
            concept=name,
            family=family,
            context=context,
            currency=self._units.currency(element.get("unitRef")),
            decimals=exactness(element.get("decimals")),
            value=value,
        )

    def _texts(self) -> dict[TextItem, tuple[tuple[Context, str], ...]]:
        texts: dict[TextItem, list[tuple[Context, str]]] = defaultdict(list)
        for element, context, family, name in self._known("nonNumeric", _TEXT_NAMES):
            item = text_item(family, name)
            if item is None or is_nil(element):
                continue
            text = " ".join(self._continued(element).split())
            if item in _DATES:
                day = inline_date(text, local_name(element.get("format")))
                text = "" if day is None else day.isoformat()
            texts[item].append((context, text))
        return {item: tuple(found) for item, found in texts.items()}

    def _continued(self, element: etree._Element) -> str:
        """The text of an element and of all that continues it; a circle ends where it closes."""
        pieces = [self._text(element)]
        seen: set[str] = set()
        following = element.get("continuedAt")
        while following and following not in seen:
            self._spend()
            seen.add(following)
            found = self._continuation(following)
            if found is None:
                break
            pieces.append(self._text(found))
            following = found.get("continuedAt")
        return "".join(pieces)[:_MAX_TEXT]

    def _continuation(self, reference: str) -> etree._Element | None:
        if self._continuations is None:
            found = self._root.iter(self._tag + "continuation")
            self._continuations = {element.get("id", ""): element for element in found}
        return self._continuations.get(reference)

    def _text(self, element: etree._Element) -> str:
        """The text inside an element without what is marked as excluded."""
        if len(element) == 0:
            return (element.text or "")[:_MAX_TEXT]
        excluded = self._tag + "exclude"
        pieces: list[str] = []
        size = depth = 0
        for event, node in etree.iterwalk(element, events=("start", "end")):
            self._spend()
            if event == "start":
                depth += node.tag == excluded
                text = "" if depth else node.text or ""
            else:
                depth -= node.tag == excluded
                text = "" if depth or node is element else node.tail or ""
            pieces.append(text)
            size += len(text)
            if size > _MAX_TEXT:
                break
        return "".join(pieces)[:_MAX_TEXT]

    def _spend(self) -> None:
        """Count a step of walking below marks: marks within marks could make them endless."""
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise too_many("mærker inden i hinanden")
