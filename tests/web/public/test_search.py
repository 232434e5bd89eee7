"""The search page: what facets count is what their lists hold, and every state is an address."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient


def heading(text: str) -> str:
    """Read the heading of a page."""
    found = re.search(r"<h1>(.*?)</h1>", text, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def total(text: str) -> int:
    """Read how many companies the heading counts."""
    return int(heading(text).split()[0].replace(".", ""))


def options(text: str) -> list[tuple[str, str, int]]:
    """Read every checkbox as (name, value, count)."""
    pattern = (
        r'<input type="checkbox" name="([^"]+)" value="([^"]+)"[^>]*> '
        r'<span>.*?</span> <span class="number">([\d.]+)</span>'
    )
    return [(n, v, int(c.replace(".", ""))) for n, v, c in re.findall(pattern, text)]


def names(text: str) -> list[str]:
    """Read the names of the companies in the list."""
    return [unescape(n) for n in re.findall(r'entry-name"><a[^>]*>(.*?)</a>', text)]


@pytest.mark.parametrize("words", ["", "erp", "sikkerhed"])
def test_every_facet_counts_what_its_list_holds(client: FlaskClient, words: str) -> None:
    """Choosing a value gives exactly as many companies as stood beside it."""
    for name, value, count in options(client.get("/soeg", query_string={"q": words}).text):
        chosen = client.get("/soeg", query_string={"q": words, name: value})
        assert total(chosen.text) == count, (name, value)


def test_a_second_filter_counts_within_the_first(client: FlaskClient) -> None:
    """With a category chosen, the sizes count that category's companies alone."""
    text = client.get("/soeg?kategori=it-sikkerhed").text
    for name, value, count in options(text):
        if name == "stoerrelse":
            both = client.get("/soeg", query_string={"kategori": "it-sikkerhed", name: value})
            assert total(both.text) == count


def test_a_child_narrows_its_parent(client: FlaskClient) -> None:
    """With parent and child both checked the child alone counts, as a reader expects."""
    both = client.get("/soeg?kategori=forretningssystemer&kategori=erp").text
    assert total(both) == total(client.get("/soeg?kategori=erp").text)


def test_the_count_for_the_button_equals_the_list(client: FlaskClient) -> None:
    """What the button says before it is pressed is what comes."""
    answer = client.get("/soeg/antal?kategori=erp").json
    assert answer == {"text": f"Vis {heading(client.get('/soeg?kategori=erp').text)}"}


def test_a_chip_takes_away_its_own_filter_only(client: FlaskClient) -> None:
    """Each chip leads to the same search without it; what was read out of words has one too."""
    text = client.get("/soeg?q=hosting+under+50+ansatte&kategori=erp&side=1").text
    links = [unescape(url) for url in re.findall(r'class="chip" href="([^"]+)"', text)]
    assert links == ["/soeg?q=hosting+under+50+ansatte", "/soeg?q=hosting&kategori=erp"]


def test_what_was_searched_stays_in_the_box(client: FlaskClient) -> None:
    """The words come back, escaped, in the field and in the heading."""
    text = client.get("/soeg", query_string={"q": 'printer "<b>'}).text
    assert "<b>" not in text
    assert 'name="q" value="printer &#34;&lt;b&gt;"' in text


@pytest.mark.parametrize("number", ["13228345", "DK-13 22 83 45", "CVR-nr. 13.22.83.45"])
def test_a_number_in_any_spelling_finds_its_company(client: FlaskClient, number: str) -> None:
    """A CVR number is read with prefix, spaces and dots."""
    text = client.get("/soeg", query_string={"q": number}).text
    assert names(text) == ["Columbus A/S"]


@pytest.mark.parametrize("words", ["printer tilbehør", "forbrugsstoffer", "despec"])
def test_the_companys_own_words_find_it(client: FlaskClient, words: str) -> None:
    """Despec is found by what it sells and by a part of its name."""
    text = client.get("/soeg", query_string={"q": words}).text
    assert "Despec Denmark A/S" in names(text)


def test_a_name_with_its_form_is_found_and_explained(client: FlaskClient) -> None:
    """Each hit says why it is there, and the index lives on."""
    text = client.get("/soeg?q=columbus+a/s").text
    assert names(text)[0] == "Columbus A/S"
    assert "står i navnet" in text
    assert "begrænset" not in text


def test_what_was_found_is_marked(client: FlaskClient) -> None:
    """The word stands marked in the description."""
    assert "<mark>netværk</mark>" in client.get("/soeg?q=netværk").text


def test_a_misspelt_name_is_told(client: FlaskClient) -> None:
    """The page says what it read instead."""
    text = client.get("/soeg?q=netcompni").text
    assert "Netcompany A/S" in names(text)
    assert "“netcompni” som “netcompany”" in text


def test_an_empty_result_shows_ways_on(client: FlaskClient) -> None:
    """Each filter can be taken away, and words stand one by one."""
    text = client.get("/soeg?q=zzqq+erp&kategori=print-kopi&region=region-nordjylland").text
    assert total(text) == 0
    assert "Uden filteret Region Nordjylland" in text
    assert "Søg kun på “erp”" in text


def test_unknown_filters_are_told_and_not_used(client: FlaskClient) -> None:
    """A value that does not exist neither empties the list nor passes in silence."""
    answer = client.get("/soeg?region=mars&sorter=alfabet")
    assert answer.status_code == 200
    assert "“mars”, “alfabet” findes ikke" in answer.text
    assert total(answer.text) == total(client.get("/soeg").text)


def test_suggestions_lead_somewhere(client: FlaskClient) -> None:
    """Each suggestion has a label and an address that answers."""
    answer = client.get("/forslag?q=desp").json
    assert answer["suggestions"][0]["label"] == "Despec Denmark A/S"
    for suggestion in answer["suggestions"]:
        assert client.get(suggestion["url"]).status_code == 200
