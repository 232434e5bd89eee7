"""Every kind of page answers, is valid HTML in both languages, and sets no cookie."""

import html5lib
import pytest
from flask.testing import FlaskClient

PAGES = (
    "/",
    "/soeg",
    "/soeg?q=printer+tilbehør",
    "/soeg?q=xyzzyqq",
    "/soeg?kategori=sikkerhed&region=region-hovedstaden&sorter=ansatte",
    "/virksomhed/despec-denmark",
    "/virksomhed/columbus",
    "/virksomhed/cbrain",
    "/kategorier",
    "/kategori/erp",
    "/steder",
    "/region/region-midtjylland",
    "/kommune/aarhus",
    "/stoerrelser",
    "/stoerrelse/1-9",
    "/stoerrelse/ikke-oplyst",
    "/a-aa/a",
    "/a-aa/0-9",
    "/om",
    "/tilgaengelighed",
)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_valid_and_sets_no_cookie(
    client: FlaskClient, prefix: str, path: str
) -> None:
    """A strict HTML parser has nothing to say, there is one h1, and readers get no cookie."""
    answer = client.get(prefix + path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    html5lib.HTMLParser(strict=True).parse(answer.text)
    assert answer.text.count("<h1") == 1
    assert f'<html lang="{"en" if prefix else "da"}">' in answer.text
