"""Word files: styles and numbering of our own, in French, from texts and trees of rich text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

LANGUAGE = "fr-CA"
FONT = "Cambria"
SPRUCE = RGBColor(0x1D, 0x4F, 0x43)
MOSS = RGBColor(0x4B, 0x5B, 0x53)
FIRST_OF_MONTH = re.compile(r"\b1(er)\b")
DEEPEST = 9
BULLETS, NUMBERS = 1, 2
"""The two kinds of lists, by the identifier of their numbering."""

BLOCKS = {"p", "ul", "ol", "li", "h3", "h4", "blockquote"}
MARKS = {"strong": "bold", "em": "italic"}


class WordPaper:
    """A letter-size document that is written from its beginning to its end."""

    def __init__(self, title: str) -> None:
        self.document = Document()
        self.document.core_properties.title = title
        self.document.core_properties.language = LANGUAGE
        self.document.core_properties.author = self.document.core_properties.comments = ""
        self.numbering = self.document.part.numbering_part.element
        set_up(self.document)
        number_our_way(self.document)

    def save(self) -> bytes:
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def paragraph(self, text: str, style: str = "Normal", *, bold: bool = False) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        write(paragraph, text, bold=bold or None)
        return paragraph

    def heading(self, text: str, level: int) -> None:
        self.paragraph(text, f"Heading {level}")

    def items(self, texts: Iterable[str]) -> None:
        self.rich(
            [{"tag": "ul", "children": [{"tag": "li", "children": [text]} for text in texts]}]
        )

    def rich(self, nodes: Iterable[Any], style: str = "Normal", depth: int = -1) -> None:
        """Nested data {tag, href, level, children} of which the outer nodes are blocks."""
        for node in nodes:
            tag, children = node["tag"], node["children"]
            if tag in {"ul", "ol"}:
                self.list(children, depth + 1, self.new_list(tag, depth + 1))
            elif any(is_block(child) for child in children):
                self.rich(children, "Quote" if tag == "blockquote" else style, depth)
            else:
                own = "Quote" if tag == "blockquote" else style
                level = node.get("level", 0)
                paragraph = self.document.add_paragraph(
                    style=f"Heading {level - 1}" if level else own
                )
                write_inline(paragraph, children)
                indent(paragraph, depth)

    def list(self, items: Iterable[Mapping[str, Any]], depth: int, number: int) -> None:
        for item in items:
            first, *others = item["children"] if holds_blocks(item) else [item]
            paragraph = self.document.add_paragraph(style="List Paragraph")
            starts_with_text = first["tag"] not in {"ul", "ol"}
            if starts_with_text:
                write_inline(paragraph, first["children"])
            number_paragraph(paragraph, number, depth)
            self.rich(others if starts_with_text else [first, *others], "List Paragraph", depth)

    def new_list(self, tag: str, depth: int) -> int:
        """The numbering of one list: bullets are shared, numbers begin again."""
        if tag == "ul":
            return BULLETS
        number = self.numbering.add_num(NUMBERS)
        number.add_lvlOverride(ilvl=min(depth, DEEPEST - 1)).add_startOverride(1)
        return number.numId

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table whose first row is its header, repeated on each page."""
        table = self.document.add_table(rows=1, cols=len(header), style="Table Grid")
        first, style = table._tbl.tr_lst[0], self.document.styles["Cellule"].style_id
        pattern = deepcopy(first)
        fill(table, first, header, style, bold=True)
        mark_row(first, "w:tblHeader")
        for texts in rows:
            row = deepcopy(pattern)
            fill(table, row, texts, style)
            mark_row(row, "w:cantSplit")
            table._tbl.append(row)

    def contents(self, titles: Iterable[str]) -> None:
        """The table of contents: the titles as they are; a text processor adds the pages."""
        self.paragraph("Table des matières", "Libellé", bold=True)
        paragraph = self.document.add_paragraph()
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), 'TOC \\o "1-2" \\h')
        for number, title in enumerate(titles):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(title)
            field.append(run._element)
        paragraph._p.append(field)

    def foot(self, text: str) -> None:
        """The text, then « Page 1 de 4 »."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        write(paragraph, f"{text}\tPage\N{NO-BREAK SPACE}")
        add_field(paragraph, "PAGE")
        write(paragraph, " de ")
        add_field(paragraph, "NUMPAGES")

    def head(self, text: str) -> None:
        write(self.document.sections[0].header.paragraphs[0], text, bold=True)


def is_block(node: Any) -> bool:
    return not isinstance(node, str) and node["tag"] in BLOCKS


def holds_blocks(node: Mapping[str, Any]) -> bool:
    return any(is_block(child) for child in node["children"])


def write(paragraph: Paragraph, text: str, **marks: Any) -> None:
    """The text in runs: its lines, and « er » raised after the first of a month."""
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_run().add_break()
        for place, part in enumerate(raised(line)):
            if part:
                run = paragraph.add_run(part)
                for mark, value in marks.items():
                    setattr(run, mark, value)
                run.font.superscript = True if place % 2 else None


def raised(line: str) -> list[str]:
    """The line cut so that every second part is the « er » of a « 1er »."""
    cut = FIRST_OF_MONTH.sub("1\0\\1\0", line)
    return cut.split("\0")


def write_inline(paragraph: Paragraph, nodes: Iterable[Any], **marks: Any) -> None:
    for node in nodes:
        if isinstance(node, str):
            write(paragraph, node, **marks)
        elif node["tag"] == "br":
            paragraph.add_run().add_break()
        elif node["tag"] == "a" and node["href"]:
            write_link(paragraph, node, **marks)
        else:
            mark = MARKS.get(node["tag"])
            write_inline(paragraph, node["children"], **(marks | ({mark: True} if mark else {})))


def write_link(paragraph: Paragraph, node: Mapping[str, Any], **marks: Any) -> None:
    target = paragraph.part.relate_to(node["href"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    before = len(paragraph.runs)
    write_inline(paragraph, node["children"], **marks, underline=True)
    for run in paragraph.runs[before:]:
        link.append(run._element)
    paragraph._p.append(link)


def indent(paragraph: Paragraph, depth: int) -> None:
    if depth >= 0:
        paragraph.paragraph_format.left_indent = Cm(0.75 * (depth + 1))


def number_paragraph(paragraph: Paragraph, number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = min(depth, DEEPEST - 1)
    properties.get_or_add_numId().val = number


def fill(table: Table, row: Any, texts: Sequence[str], style: str, **marks: Any) -> None:
    """The cells of a row, as elements: python-docx counts the whole table again at each cell."""
    for cell, text in zip(row.tc_lst, texts, strict=True):
        cell.p_lst[0].style = style
        write(Paragraph(cell.p_lst[0], table), text, **marks)


def mark_row(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A value that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._element)
    paragraph._p.append(field)


def set_up(document: Any) -> None:
    """Letter pages; every style in our fonts and colours, checked as French of Canada."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    language = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), LANGUAGE)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            dress(style)
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    sizes = {"Title": 24, "Heading 1": 13, "Heading 2": 12, "Heading 3": 11, "Heading 4": 11}
    for name, size in sizes.items():
        document.styles[name].font.size = Pt(size)
    document.styles["Title"].font.color.rgb = SPRUCE
    document.styles["Footer"].font.color.rgb = MOSS
    add_styles(document)
    compatibility = parse_xml(
        f"<w:compat {nsdecls('w')}><w:compatSetting w:name='compatibilityMode'"
        " w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>"
    )
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.replace(old, compatibility)


def dress(style: ParagraphStyle) -> None:
    """Our font in place of the theme’s, black, without numbering and borders of its own."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_pPr()
    for name in ("w:numPr", "w:pBdr"):
        for found in properties.findall(qn(name)):
            properties.remove(found)


def add_styles(document: Any) -> None:
    """What a text processor has no style for; a decision is not torn from its outcome."""
    for name, left, before, after, is_kept in (
        ("Cellule", 0, 2, 2, False),
        ("Libellé", 0, 6, 2, True),
        ("Mention", 0, 8, 6, False),
        ("Décision", 0.75, 0, 6, True),
        ("Numéro de décision", 0.75, 0, 6, True),
        ("Résultat", 0.75, 0, 6, False),
        ("Ligne de signature", 0, 48, 0, False),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(left)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = is_kept
    number = document.styles["Numéro de décision"].font
    number.bold, number.color.rgb = True, SPRUCE


def number_our_way(document: Any) -> None:
    """Two kinds of lists, nine levels deep, in place of those of the template."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for kind, form, sign in ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "")):
        levels = "".join(
            f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
            f"<w:lvlText w:val='{sign or f'%{depth + 1}.'}'/><w:lvlJc w:val='left'/>"
            f"<w:pPr><w:ind w:left='{425 * (depth + 1)}' w:hanging='425'/></w:pPr></w:lvl>"
            for depth in range(DEEPEST)
        )
        numbering.append(
            parse_xml(
                f"<w:abstractNum {nsdecls('w')} w:abstractNumId='{kind}'>"
                f"<w:multiLevelType w:val='multilevel'/>{levels}</w:abstractNum>"
            )
        )
    for kind in (BULLETS, NUMBERS):
        numbering.add_num(kind)
