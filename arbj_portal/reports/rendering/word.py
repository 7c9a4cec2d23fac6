"""A report as a Word file, to be worked on."""

from arbj_portal.core.word import WordPaper
from arbj_portal.reports.content import Content
from arbj_portal.reports.tables import Part


def as_word(content: Content) -> bytes:
    head = content.masthead
    word = WordPaper(head.title)
    word.paragraph(head.body)
    word.paragraph(head.committee, bold=True)
    word.paragraph(head.kind, "Title")
    for line in filter(None, (head.meeting, head.state)):
        word.paragraph(line)
    if head.watermark:
        word.head(head.watermark)
    word.foot(head.footer + (" · données de démonstration" if head.is_demonstration else ""))
    word.contents([part.title for part in content.parts])
    for part in content.parts:
        write_part(word, part)
    return word.save()


def write_part(word: WordPaper, part: Part) -> None:
    word.heading(part.title, 1)
    word.rich(part.introduction)
    for text in part.paragraphs:
        for paragraph in text.split("\n\n"):
            word.paragraph(paragraph)
    for table in part.tables:
        if not table.rows:
            continue
        if table.title != part.title:
            word.heading(table.title, 2)
        rows = [table.texts(row.values) for row in table.rows]
        word.table(table.labels, [*rows, *([table.total_texts] if table.total else [])])
