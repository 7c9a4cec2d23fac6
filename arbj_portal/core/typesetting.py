"""Setting papers: a template of typst and plain data make a tagged PDF, in French.

The data travel as JSON, so that text which looks like markup stays text. Every PDF is PDF/UA-1
(accessible); what is kept for good is PDF/A-2a as well. Fonts are those that typst brings, the
same on every machine, and one of ours for the syllabics of Cree.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import typst
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
FONTS = TEMPLATES / "papers" / "fonts"
type Standard = Literal["ua-1", "a-2a"]
ACCESSIBLE: list[Standard] = ["ua-1"]
KEPT: list[Standard] = ["ua-1", "a-2a"]
NOT_DRAWN = ("could not be displayed", "codepoint")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def typeset(template: str, data: Any, *, is_kept: bool = False) -> bytes:
    """The PDF that a template (a path under templates/) makes of the data.

    A character that no font draws, which both standards forbid, becomes « � ».
    """
    standards = KEPT if is_kept else ACCESSIBLE
    try:
        return set_by_typst(template, data, standards)
    except typst.TypstError as error:
        if not is_about_a_character(error):
            raise
    return set_by_typst(template, drawn(data), standards)


def set_by_typst(template: str, data: Any, standards: list[Standard]) -> bytes:
    pdf = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[*standards],
    )
    assert isinstance(pdf, bytes)  # noqa: S101 (typst returns pages where a format has them)
    return pdf


@cache
def fonts() -> typst.Fonts:
    """Found once: looking for them takes longer than a page."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def is_about_a_character(error: typst.TypstError) -> bool:
    return any(words in str(error) for words in NOT_DRAWN)


def drawn(value: Any) -> Any:
    """The data with « � » for each character that no font draws."""
    match value:
        case str():
            return "".join(c if is_drawn(c) else REPLACEMENT for c in value)
        case Mapping():
            return {key: drawn(part) for key, part in value.items()}
        case list():
            return [drawn(part) for part in value]
    return value


@cache
def is_drawn(character: str) -> bool:
    """Asked of typst itself, once for each character that a process meets in such a text."""
    try:
        set_by_typst("papers/character.typ", character, KEPT)
    except typst.TypstError as error:
        if is_about_a_character(error):
            return False
        raise
    return True
