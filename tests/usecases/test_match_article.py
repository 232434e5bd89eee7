"""Companies in articles: the labelled set, the traps, what editors answer, and what it costs."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, companies, facts, mentions
from guide.catalogue.companies import Identity
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.usecases.match_article import (
    MAX_CHARACTERS,
    ArticleTooLongError,
    answer_question,
    ask_editor,
)
from guide.usecases.refresh_company import refresh_company

ARTICLES = Path(__file__).parents[2] / "data" / "evaluation" / "articles.jsonl"
Where = tuple[str, str, int, int]


def read_articles() -> list[dict[str, Any]]:
    """Read the labelled texts."""
    return [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]


def slugs(guide: Guide, text: str, *, sure: bool = True) -> list[str]:
    """The companies a text names, in order."""
    return [
        mention.company.slug
        for mention in guide.matcher.match(text).mentions
        if mention.sure or not sure
    ]


def say(guide: Guide, company: Identity, field: Field, value: FactValue) -> None:
    """The register says something new about a company."""
    with guide.database.writing() as work:
        now = guide.clock.now()
        fact = Fact(field=field, layer=Layer.REGISTER, value=value, recorded_at=now, source="seed")
        facts.record(work, company.id, [fact])
        refresh_company(work, company.id, guide.policy, now)
        work.commit()


def known(guide: Guide, slug: str) -> Identity:
    """A company of the seed."""
    with guide.database.reading() as work:
        found = companies.find_by_slug(work, slug)
    assert found is not None
    return found


def test_the_labels_lie_where_they_say() -> None:
    """Each surface is what stands between its offsets, in at least sixty texts."""
    articles = read_articles()
    assert len(articles) >= 60
    for article in articles:
        for label in article["mentions"]:
            assert article["text"][label["start"] : label["end"]] == label["surface"]


@pytest.mark.parametrize("only_sure", [True, False], ids=["sure", "all"])
def test_mentions_are_right_before_they_are_many(guide: Guide, only_sure: bool) -> None:
    """Precision .95 and recall .80 over the whole labelled set, by company and exact offsets."""
    right = wrong = missed = 0
    for article in read_articles():
        found: set[Where] = {
            (article["id"], mention.company.slug, mention.start, mention.end)
            for mention in guide.matcher.match(article["text"]).mentions
            if mention.sure or not only_sure
        }
        wanted: set[Where] = {
            (article["id"], label["slug"], label["start"], label["end"])
            for label in article["mentions"]
        }
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    assert right / (right + wrong) >= 0.95, (right, wrong)
    assert right / (right + missed) >= 0.80, (right, missed)


def test_an_article_about_a_municipality_gets_neither_mention_nor_fitting_company(
    guide: Guide,
) -> None:
    """Schools and budgets are not IT."""
    text = (
        "Aarhus Kommune skal spare 200 mio. kroner på skoler, ældrepleje og veje. Borgmesteren "
        "siger, at budgettet er stramt, og at et nyt økonomisystem ikke er med i planen."
    )
    found = guide.matcher.match(text)
    assert (found.mentions, found.fitting) == ((), ())


def test_a_subject_that_is_clearly_it_gets_companies_that_fit(guide: Guide) -> None:
    """They stand in the category of the subject, are in business, and tell which words said so."""
    text = (
        "Flere håndværkere skifter lønsystem. Det nye system til lønadministration henter timerne "
        "fra en app, og programmet sender tallene til regnskabet."
    )
    fitting = guide.matcher.match(text).fitting
    assert fitting
    assert {one.category for one in fitting} <= {"loen-hr", "regnskab-fakturering"}
    assert all(one.category in one.card.categories and one.words for one in fitting)
    assert all(guide.policy.may_feature(one.card.visibility) for one in fitting)


def test_a_protected_company_is_never_named(guide: Guide) -> None:
    """From the moment the register says so, and by number no more than by name."""
    kmd = known(guide, "kmd")
    text = f"Kommunerne forlader KMD A/S (CVR {kmd.cvr})."
    assert slugs(guide, text) == ["kmd", "kmd"]
    say(guide, kmd, Field.ADVERTISING_PROTECTED, True)
    assert slugs(guide, text, sure=False) == []


def test_a_doubtful_word_is_asked_once_and_the_answer_remembered(guide: Guide) -> None:
    """A no silences the word, a yes makes it sure; both are logged."""
    text = "Mange taler om Columbus."
    now = guide.clock.now()
    columbus = known(guide, "columbus")
    answer_question(guide.database, "Columbus", columbus.id, True, "editor:1", now)
    assert slugs(guide, text) == ["columbus"]
    guide.clock.move(minutes=1)  # type: ignore[attr-defined]
    now = guide.clock.now()
    answer_question(guide.database, "Columbus", columbus.id, False, "editor:1", now)
    assert slugs(guide, text, sure=False) == []
    with guide.database.reading() as work:
        log = audit.of_object(work, "mention", f"columbus/{columbus.id}")
    assert [entry.action for entry in log] == ["mention.yes", "mention.no"]


def test_only_what_is_in_doubt_is_asked(guide: Guide) -> None:
    """Asking twice leaves one question, with the words around it."""
    text = "Efter mødet var der stor interesse for virksomhedens samarbejde omkring Forecast."
    found = guide.matcher.match(text).mentions
    assert [mention.sure for mention in found] == [False]
    assert ask_editor(guide.database, text, found, guide.clock.now()) == 1
    assert ask_editor(guide.database, text, found, guide.clock.now()) == 0
    with guide.database.reading() as work:
        (question,) = mentions.questions(work)
    assert (question.surface, question.company_name) == ("forecast", "Forecast ApS")
    assert "omkring Forecast" in question.context


def test_time_grows_with_the_text_and_no_faster(guide: Guide) -> None:
    """Ten times the text takes about ten times as long; ten thousand characters far under .5 s."""
    sentence = "Direktøren for Columbus A/S oplyser, at KMD og Netcompany byder på EG's opgave. "
    guide.matcher.match(sentence)
    seconds = []
    for length in (10_000, 100_000):
        text = (sentence * (length // len(sentence) + 1))[:length]
        started = time.perf_counter()
        guide.matcher.match(text)
        seconds.append(time.perf_counter() - started)
    assert seconds[0] < 0.5
    assert seconds[1] < 40 * max(seconds[0], 0.005)


@pytest.mark.parametrize(
    "piece",
    ["a", "A.B", "www.", "@", "-", "12 34 ", "KMD", "KMD-", "a.", "\n", "KMD, ", "æ\u030a", "& "],
)
def test_hostile_texts_take_no_longer(guide: Guide, piece: str) -> None:
    """Nothing in the rules backtracks; the ceiling is ten times what such a text usually takes."""
    started = time.perf_counter()
    guide.matcher.match((piece * MAX_CHARACTERS)[:MAX_CHARACTERS])
    assert time.perf_counter() - started < 10


def test_a_text_beyond_the_limit_is_refused(guide: Guide) -> None:
    """The error tells both lengths."""
    with pytest.raises(ArticleTooLongError, match="100001"):
        guide.matcher.match("a" * (MAX_CHARACTERS + 1))
