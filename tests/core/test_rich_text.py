"""Rich text keeps its subset and nothing else; plain typing makes paragraphs and lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbj_portal.core.rich_text import (
    TAGS,
    Element,
    from_plain,
    in_blocks,
    read_rich_text,
    read_tree,
    sanitise,
    to_plain,
)


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>a <strong>b</strong> <em>c</em></p>", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ('<p style="color:red" onclick="x()">a</p>', "<p>a</p>"),
        ("<div><p>a</p></div>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="//autre.test/">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="/compte/">a</a>', '<a rel="noopener noreferrer">a</a>'),
        (
            '<a href="https://www.quebec.ca/x:y">a</a>',
            '<a href="https://www.quebec.ca/x:y" rel="noopener noreferrer">a</a>',
        ),
        ("<img src=x onerror=alert(1)>", ""),
    ],
)
def test_sanitise_keeps_the_subset(markup: str, kept: str) -> None:
    assert sanitise(markup) == kept


@pytest.mark.parametrize(
    ("typed", "markup"),
    [
        ("Un mot", "<p>Un mot</p>"),
        ("Un\nmot\r\n\r\nDeux", "<p>Un<br>mot</p><p>Deux</p>"),
        ("À faire :\n- un\n- deux", "<p>À faire :</p><ul><li>un</li><li>deux</li></ul>"),
        ("2 < 3 & <b>", "<p>2 &lt; 3 &amp; &lt;b&gt;</p>"),
        ("<p>déjà <em>là</em></p>", "<p>déjà <em>là</em></p>"),
        ("  \n ", ""),
    ],
)
def test_what_is_typed_becomes_rich_text(typed: str, markup: str) -> None:
    assert read_rich_text(typed) == markup


def test_plain_reading_shows_lists_and_paragraphs() -> None:
    markup = "<p>Un<br>mot</p><ul><li>un</li><li>deux</li></ul><p>fin</p>"
    assert to_plain(markup) == "Un\nmot\n\n- un\n- deux\n\nfin"


LINE = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]),
    min_size=1,
)


@given(st.lists(LINE, min_size=1, max_size=6))
def test_plain_text_survives_the_round_trip(paragraphs: list[str]) -> None:
    markup = from_plain("\n\n".join(paragraphs))
    assert from_plain(to_plain(markup)) == markup


@given(st.text())
def test_nothing_but_the_subset_comes_out(typed: str) -> None:
    markup = read_rich_text(typed)
    assert sanitise(markup) == sanitise(sanitise(markup))
    assert not any(f"<{tag}" in markup for tag in ("script", "img", "iframe", "style"))
    assert TAGS


def test_the_tree_holds_what_the_markup_holds() -> None:
    markup = '<p>a <em>b</em><br>c</p><ul><li>d<ol><li><a href="https://e.test">e</a></li></ol></li></ul>'
    link = Element("a", "https://e.test", ["e"])
    inner = Element("ol", children=[Element("li", children=[link])])
    assert read_tree(markup) == [
        Element("p", children=["a ", Element("em", children=["b"]), Element("br"), "c"]),
        Element("ul", children=[Element("li", children=["d", inner])]),
    ]


def test_what_stands_between_blocks_becomes_a_paragraph() -> None:
    nodes = read_tree("a <em>b</em><p>c</p>\n<p>d</p>e")
    assert in_blocks(nodes) == [
        Element("p", children=["a ", Element("em", children=["b"])]),
        Element("p", children=["c"]),
        Element("p", children=["d"]),
        Element("p", children=["e"]),
    ]
