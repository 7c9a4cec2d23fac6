"""Whatever notes hold, they make papers that are whole and accessible."""

import re
from html import unescape

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbj_portal.core.rich_text import TAGS, read_rich_text
from arbj_portal.core.word import WordPaper
from meetings.papers.content import Masthead, MinutesPaper, PointText
from meetings.papers.pdf import as_pdf
from meetings.papers.texts import clean, rich
from meetings.papers.word import as_word
from tests.paper_text import missing_words, pdf_text, word_text


def paper_with(markup: str) -> MinutesPaper:
    head = Masthead("", "Table", "Procès-verbal", "Titre", "", "", "", "", "", "Pied", True)
    point = PointText("1", "Point", 2, "", rich(markup, 3), [], [], "", [])
    return MinutesPaper(head, [], [], "", [point], [], [])


TEXTS = st.sampled_from(["mot", " ", "1er", "deux mots", "« à »", "<", "&amp;", "\n", "#x *y*"])
MARKUP = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        lambda tag, parts: f'<{tag} href="https://a.test/">{"".join(parts)}</{tag}>',
        st.sampled_from(sorted(TAGS)),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=25)
@given(MARKUP)
def test_any_notes_can_be_printed_whole(typed: str) -> None:
    markup = read_rich_text(f"<p>début</p>{typed}")
    apart = re.sub(r"</?(?:p|br|ul|ol|li|h3|h4|blockquote)\b[^>]*>", " ", markup)
    wanted = unescape(re.sub(r"<[^>]+>", "", apart))
    made = as_pdf(paper_with(markup))
    assert missing_words(wanted, pdf_text(made)) == []
    assert missing_words(wanted, word_text(as_word(paper_with(markup)))) == []
    report = page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_UA_1)
    assert report.failures == []


@pytest.mark.parametrize(
    ("markup", "levels"),
    [
        ("<h3>a</h3><h4>b</h4><h3>c</h3>", [3, 4, 3]),
        ("<h4>a</h4><h3>b</h3><h4>c</h4>", [3, 3, 4]),
        ("<p>a</p><h4>b</h4>", [0, 3]),
        ("<strong><h3>a</h3></strong><h4>b</h4>", [0, 3]),
    ],
)
def test_headings_of_notes_skip_no_level(markup: str, levels: list[int]) -> None:
    assert [block["level"] for block in rich(markup, 3)] == levels


def test_text_of_a_list_outside_its_items_is_an_item() -> None:
    (block,) = rich("<ul>a<li>b</li></ul>", 3)
    assert [item["tag"] for item in block["children"]] == ["li", "li"]


def test_what_no_file_may_hold_is_dropped() -> None:
    assert clean(" a\x00b\x0c\r\nc\x85 ") == "ab\nc"


def test_a_word_file_takes_lists_deeper_than_it_numbers() -> None:
    depth = 12
    word = WordPaper("Titre")
    word.rich(rich("<ul><li>a" * depth + "</li></ul>" * depth, 3))
    assert word_text(word.save()).count("a") == depth
