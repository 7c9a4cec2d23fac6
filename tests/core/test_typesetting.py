"""Papers are set whatever was typed in them."""

import page
import pytest
import typst

from arbj_portal.core.typesetting import drawn, typeset
from tests.paper_text import pdf_text

CREE = "ᐄᔨᔨᐤ"


def set_title(text: str, *, is_kept: bool = False) -> bytes:
    return typeset("papers/character.typ", text, is_kept=is_kept)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("#strong[a] *b* _c_ $d$ @e \\n", "#strong[a] *b* _c_ $d$ @e \\n"),
        (CREE, CREE),
        ("un 😀, deux 漢", "un �, deux �"),
        ("\x00a\ue000", "�a�"),
    ],
)
def test_what_is_typed_stays_text(typed: str, shown: str) -> None:
    content = set_title(typed, is_kept=True)
    assert shown in pdf_text(content)
    profile = page.ValidationProfile.PDF_A_2A
    assert page.validate_pdf_bytes(content, profile=profile).is_compliant


def test_what_cannot_be_drawn_is_replaced_wherever_it_stands() -> None:
    data = {"a": ["b😀", {"c": "é", "d": 1, "e": True}], "f": None}
    assert drawn(data) == {"a": ["b�", {"c": "é", "d": 1, "e": True}], "f": None}


def test_an_error_that_is_about_no_character_is_told() -> None:
    with pytest.raises(typst.TypstError, match="does not contain key"):
        typeset("meetings/minutes.typ", {})
