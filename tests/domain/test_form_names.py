"""Legal forms are written as Danes write them."""

import pytest

from guide.domain.form_names import long_form, short_form


@pytest.mark.parametrize(
    ("code", "register", "short", "long"),
    [
        ("80", "Anpartsselskab", "ApS", "Anpartsselskab"),
        ("60", "Aktieselskab", "A/S", "Aktieselskab"),
        ("170", "Filial af udenlandsk aktieselskab", *["Filial af udenlandsk aktieselskab"] * 2),
        ("250", "", *["Primærkommune"] * 2),
        ("999", "", "", ""),
    ],
)
def test_checked_codes_have_our_words_and_the_rest_the_register_s(
    code: str, register: str, short: str, long: str
) -> None:
    """APS is shown as ApS; an unchecked code shows what the register wrote."""
    assert (short_form(code, register), long_form(code, register)) == (short, long)
