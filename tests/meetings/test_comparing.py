"""Two texts side by side."""

import pytest

from meetings.comparing import Passage, Run, blocks_of, compare, unite

LIST = "<ul><li>un<ul><li>deux</li></ul></li></ul>"


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("", []),
        ("<p>a &amp; b</p><p>c<br>d</p>", ["<p>a &amp; b</p>", "<p>c<br>d</p>"]),
        (f"{LIST}<h3>t</h3>", [LIST, "<h3>t</h3>"]),
        ("<p>a</p>b <em>c</em><p>d</p>", ["<p>a</p>", "b <em>c</em>", "<p>d</p>"]),
    ],
)
def test_blocks_are_the_elements_at_the_top(markup: str, blocks: list[str]) -> None:
    assert blocks_of(markup) == blocks
    assert "".join(blocks_of(markup)) == markup


def test_words_that_differ_are_told_on_their_side() -> None:
    same, changed = compare("<p>Égal.</p><p>On dit oui.</p>", "<p>Égal.</p><p>On dit non.</p>")
    assert same == Passage((Run("Égal.", False),), (Run("Égal.", False),), is_same=True)
    assert changed == Passage(
        (Run("On dit ", False), Run("oui", True), Run(".", False)),
        (Run("On dit ", False), Run("non", True), Run(".", False)),
    )


def test_a_passage_of_one_side_faces_nothing() -> None:
    assert compare("<p>a</p>", "<p>a</p><p>b</p>")[1] == Passage((), (Run("b", True),))


def test_another_formatting_is_a_difference() -> None:
    (only,) = compare("<p>fort</p>", "<p><strong>fort</strong></p>")
    assert (only.is_same, only.is_formatting) == (False, True)


def test_united_texts_hold_every_passage_once() -> None:
    assert unite("<p>a</p><p>b</p><p>z</p>", "<p>a</p><p>c</p><p>z</p><p>d</p>") == (
        "<p>a</p><p>b</p><p>c</p><p>z</p><p>d</p>"
    )
