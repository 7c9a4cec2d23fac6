"""Minutes as a Word file, from the same data as their PDF."""

from arbj_portal.core.word import WordPaper
from meetings.papers.content import DecisionText, ErratumText, Masthead, MinutesPaper, PointText
from meetings.papers.people import Attendee, Block

COLUMNS = ("Nom", "Fonction", "Organisme et municipalité")
LINE_TO_SIGN = "_" * 32


def as_word(paper: MinutesPaper) -> bytes:
    word = WordPaper(paper.masthead.title)
    write_masthead(word, paper.masthead)
    if paper.errata:
        word.heading("Errata", 1)
        write_errata(word, paper.errata)
    for block in paper.blocks:
        write_block(word, block)
    if paper.public:
        word.paragraph(paper.public, "Mention")
    for point in paper.points:
        write_point(word, point)
    for signature in paper.signatures:
        lines = filter(None, [LINE_TO_SIGN, signature.name, signature.office])
        word.paragraph("\n".join(lines), "Ligne de signature")
    if paper.annexes:
        word.heading("Annexes", 1)
        word.items(paper.annexes)
    return word.save()


def write_masthead(word: WordPaper, head: Masthead) -> None:
    word.paragraph(head.body)
    word.paragraph(head.committee, bold=True)
    word.paragraph(head.kind, "Title")
    for line in (head.meeting, head.when, head.place):
        word.paragraph(line)
    if head.state:
        word.paragraph(head.state, bold=True)
    if head.watermark:
        word.head(head.watermark)
    fiction = " · données de démonstration" if head.is_demonstration else ""
    word.foot(head.footer + fiction)


def write_block(word: WordPaper, block: Block) -> None:
    word.heading(block.title, 1)
    word.table(COLUMNS, [cells(person) for person in block.people])
    if block.closing:
        word.paragraph(block.closing, "Mention", bold=True)
    if block.log:
        word.paragraph(block.log, "Mention")


def cells(person: Attendee) -> tuple[str, str, str]:
    return (
        f"{person.name}\n{person.mention}".strip(),
        person.function,
        ", ".join(filter(None, [person.organization, person.municipality])),
    )


def write_point(word: WordPaper, point: PointText) -> None:
    word.heading(f"{point.number}. {point.title}", point.level - 1)
    if point.introduction:
        word.paragraph(point.introduction)
    for line in point.origin:
        word.paragraph(line)
    if point.carried:
        word.items(point.carried)
    word.rich(point.notes)
    write_errata(word, point.errata)
    for decision in point.decisions:
        write_decision(word, decision)
    if point.follow_ups:
        word.paragraph("Suivis", "Libellé", bold=True)
        word.items(point.follow_ups)
    if point.outcome:
        word.paragraph(point.outcome)


def write_errata(word: WordPaper, errata: list[ErratumText]) -> None:
    for erratum in errata:
        word.paragraph(erratum.title, "Libellé", bold=True)
        for line in (erratum.text, erratum.reason):
            word.paragraph(line)


def write_decision(word: WordPaper, decision: DecisionText) -> None:
    word.paragraph(decision.opening, "Décision")
    if decision.number:
        word.paragraph(decision.number, "Numéro de décision")
    word.paragraph(decision.text, "Décision", bold=True)
    for line in filter(None, [decision.outcome, decision.remark, *decision.stances]):
        word.paragraph(line, "Résultat")
