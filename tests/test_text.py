"""Text as kg keeps it, and the forms in which names are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import fold, has_cjk, name_language, nfc, squeeze


def test_normal_form_line_ends_and_invisible_characters() -> None:
    assert nfc("Cafe\u0301\r\none\rtwo") == "Café\none\ntwo"
    assert nfc("\ufeffzero\u200bwidth\x00") == "zerowidth"
    assert nfc("tab\tstays") == "tab\tstays"


@given(st.text())
def test_text_is_in_nfc(text: str) -> None:
    assert unicodedata.is_normalized("NFC", nfc(text))
    assert "\r" not in nfc(text)


def test_white_space_is_squeezed() -> None:
    assert squeeze("  one \n\t two\u3000three ") == "one two three"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Lenovo's  AI-Server", "lenovo ai server"),
        ("Lenovo’s", "lenovo"),
        ("ＩＢＭ", "ibm"),
        ("AT&T", "at&t"),
        ("C++ 3.0", "c++ 3.0"),
        ("Acme Inc.", "acme inc"),
        ("联想", "联想"),
        ("—", ""),
    ],
)
def test_the_form_in_which_names_are_compared(name: str, form: str) -> None:
    assert fold(name) == form


def test_languages_of_names() -> None:
    assert has_cjk("Lenovo 联想")
    assert not has_cjk("Lénovo")
    assert (name_language("联想"), name_language("Lenovo")) == ("zh", "en")
