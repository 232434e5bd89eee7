"""/liste: what is told of a search as a whole."""

import html

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_list_tells_its_median_and_its_rule(client: FlaskClient, prefix: str) -> None:
    """The page has quartiles, an order, and says why nobody is revealed."""
    text = client.get(f"{prefix}/liste").text
    assert "Median" in text
    assert ("færre end fem" if not prefix else "fewer than five") in text


def test_a_small_list_is_silent(client: FlaskClient) -> None:
    """One company's list has no quartiles; its published figure has its place."""
    text = html.unescape(client.get("/liste?q=columbus+a/s&ord=1").text)
    assert "oplyst af færre end fem" in text
    assert "Columbus A/S" in text


def test_the_order_follows_the_figure_asked_for(client: FlaskClient) -> None:
    """Each figure is a link, and one that is none is not found."""
    assert "tal_efter=equity" in client.get("/liste").text
    assert client.get("/liste?tal_efter=equity").status_code == 200
    assert client.get("/liste?tal_efter=lykke").status_code == 404


def test_a_search_links_to_its_list_and_files(client: FlaskClient) -> None:
    """The parameters go along."""
    text = html.unescape(client.get("/soeg?kategori=erp").text)
    for address in ("/liste", "/soeg.csv", "/soeg.xlsx", "/soeg.jsonl"):
        assert f'href="{address}?kategori=erp"' in text
