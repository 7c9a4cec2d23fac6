"""Reads papers as a screen reader does: text and structure of a PDF, text of a Word file."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf

CODE = re.compile(r"<([0-9A-Fa-f]+)>")
CHARACTERS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
MOVES = {"Td", "TD", "Tm", "T*", "ET"}


def pdf_text(content: bytes) -> str:
    """All text in the order of its drawing, the foot of pages included; parts stand apart."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return "\n".join("".join(drawn_text(page, page.resources)) for page in pdf.pages)


def drawn_text(stream: Any, resources: Any) -> Iterator[str]:
    codes: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(stream):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            codes = unicode_of(resources.Font[str(operands[0])])
        elif operator in {"Tj", "TJ"}:
            shown = operands[0] if operator == "TJ" else operands
            yield "".join(decoded(bytes(part), codes) for part in shown if is_text(part))
        elif operator in MOVES:
            yield "\n"
        elif operator == "Do":
            inner = resources.XObject[str(operands[0])]
            if inner.Subtype == "/Form":
                yield from drawn_text(inner, inner.get("/Resources", resources))


def is_text(part: Any) -> bool:
    return isinstance(part, pikepdf.String)


def decoded(text: bytes, codes: dict[int, str]) -> str:
    pairs = zip(text[::2], text[1::2], strict=True)
    return "".join(codes[high << 8 | low] for high, low in pairs)


def unicode_of(font: Any) -> dict[int, str]:
    """What each code of a font stands for, by its ToUnicode map."""
    cmap = font.ToUnicode.read_bytes().decode()
    found = {}
    for section in CHARACTERS.findall(cmap):
        values = CODE.findall(section)
        for code, text in zip(values[::2], values[1::2], strict=True):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for section in RANGES.findall(cmap):
        values = CODE.findall(section)
        for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=True):
            start = ord(bytes.fromhex(text).decode("utf-16-be"))
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def pdf_roles(content: bytes) -> list[str]:
    """The roles of the structure, in the order of reading: « H1 », « Table », « TH » …"""
    with pikepdf.open(BytesIO(content)) as pdf:
        return list(roles_under(pdf.Root.StructTreeRoot))


def roles_under(element: Any) -> Iterator[str]:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S).removeprefix("/")
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from roles_under(child)


def word_text(content: bytes) -> str:
    """All text of the file's parts, body first."""
    with ZipFile(BytesIO(content)) as archive:
        parts = ["word/document.xml", *sorted(archive.namelist())]
        names = [name for name in dict.fromkeys(parts) if re.match(r"word/[a-z]+\d*\.xml$", name)]
        texts = [archive.read(name).decode() for name in names if "styles" not in name]
    broken = [re.sub(r"</w:p>|<w:br\b[^>]*>|<w:tab\b[^>]*>", "\n", text) for text in texts]
    return "\n".join(unescape(re.sub(r"<[^>]+>", "", text)) for text in broken)


def missing_words(wanted: str, found: str) -> list[str]:
    """The words that do not come, in their order, in what was found; line breaks do not count."""
    found = "".join(found.split())
    place, missing = 0, []
    for word in wanted.split():
        at = found.find(word, place)
        if at < 0:
            missing.append(word)
        else:
            place = at + len(word)
    return missing
