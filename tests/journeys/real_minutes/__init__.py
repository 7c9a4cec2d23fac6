"""Minutes made up like real ones: read here, and entered through the pages as a person does."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

LINK = re.compile(r"\[(?P<text>[^]]+)\]\((?P<address>[^)]+)\)")
LIST_SIGN = re.compile(r"^(- |\d+\. )")
HEADING, QUOTE = "### ", "> "


def read_minutes(name: str) -> dict[str, Any]:
    """« ordinary », « extraordinary » or « long »."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def blocks_of(notes: str) -> list[list[str]]:
    """Paragraphs, headings and quotations of one line each, lists of several."""
    return [block.splitlines() for block in notes.strip().split("\n\n") if block]


def plain(notes: str) -> Iterator[str]:
    """The lines of notes as they are read, without the signs that stand for their form."""
    for line in notes.strip().splitlines():
        text = LIST_SIGN.sub("", line).removeprefix(HEADING).removeprefix(QUOTE)
        if text:
            yield LINK.sub(r"\g<text>", text)


def texts_of(minutes: dict[str, Any], *, closed: bool = False) -> Iterator[str]:
    """Everything that was said in the open, or in closed session, text by text."""
    for point in minutes["points"]:
        if point.get("closed", False) is not closed:
            continue
        yield point["title"]
        yield from plain(point["notes"])
        for decision in point.get("decisions", []):
            yield decision["text"]
            yield " ".join(decision.get("outcome", "").upper().split())
        for follow_up in point.get("follow_ups", []):
            yield follow_up["text"]
            yield follow_up["who"]


# --- Entering


def enter_minutes(page: Page, minutes: dict[str, Any]) -> None:
    """On the page « Consigner une rencontre », from the facts to the last follow-up."""
    enter_facts(page, minutes["meeting"])
    for person in minutes["people"]:
        group = page.get_by_role("group", name=re.compile(f"^{person['name']}"))
        group.get_by_role("radio", name=person["status"], exact=True).check()
    for person in minutes["people"]:
        enter_details(page, person)
    for place, guest in enumerate(minutes["guests"]):
        enter_guest(page, place, guest)
    for place, point in enumerate(minutes["points"], start=1):
        enter_point(page, place, point)


def enter_facts(page: Page, meeting: dict[str, Any]) -> None:
    with page.expect_response("**/consigner/presences/"):
        page.get_by_label("Date", exact=True).fill(str(meeting["date"]))
    page.get_by_label(re.compile("^Titre")).first.fill(meeting["title"])
    page.get_by_label(re.compile("^Début")).fill(f"{meeting['starts']:%H:%M}")
    page.get_by_label(re.compile("^Fin")).fill(f"{meeting['ends']:%H:%M}")
    page.get_by_label(re.compile("^Mode")).select_option(label=meeting["mode"])
    page.get_by_label(re.compile("^Lieu")).fill(meeting["place"])
    if "public" in meeting:
        page.get_by_label(re.compile("^Personnes du public")).fill(str(meeting["public"]))
    if "kind" in meeting:
        page.locator("summary", has_text="Type, lien").click()
        page.get_by_label(re.compile("^Type")).select_option(label=meeting["kind"])


def enter_details(page: Page, person: dict[str, Any]) -> None:
    told = {"arrived": "Arrivée à", "left": "Départ à", "replaced_by": "Remplacement par"}
    if told.keys() & person.keys():
        group = page.get_by_role("group", name=re.compile(f"^{person['name']}"))
        group.locator("summary").click()
        enter_times(group, person)
        if "replaced_by" in person:
            group.get_by_label(re.compile("^Remplacement par")).select_option(
                label=person["replaced_by"]
            )


def enter_times(group: Locator, person: dict[str, Any]) -> None:
    for name, label in (("arrived", "Arrivée à"), ("left", "Départ à")):
        if name in person:
            group.get_by_label(re.compile(f"^{label}")).fill(f"{person[name]:%H:%M}")


def enter_guest(page: Page, place: int, guest: dict[str, Any]) -> None:
    group = page.get_by_role("group", name="Autre présence").nth(place)
    group.get_by_label("Prénom et nom").fill(guest["name"])
    group.get_by_label(re.compile("^Organisme")).fill(guest["organization"])
    if {"arrived", "left", "remote"} & guest.keys():
        group.locator("summary").click()
        enter_times(group, guest)
        if guest.get("remote"):
            group.get_by_label("À distance").check()


def enter_point(page: Page, place: int, point: dict[str, Any]) -> None:
    group = page.get_by_role("group", name=re.compile(rf"^Point {place}\b"))
    if group.count() == 0:
        page.get_by_role("button", name="Ajouter un point").click()
    group.get_by_label("Titre", exact=True).fill(point["title"])
    write_notes(page, group, point["notes"])
    if {"kind", "outcome", "closed", "under"} & point.keys():
        group.locator("summary", has_text="Nature").click()
        for name, label in (("kind", "Nature"), ("outcome", "Issue")):
            if name in point:
                group.get_by_label(re.compile(f"^{label}")).select_option(label=point[name])
        if point.get("closed"):
            group.get_by_label(re.compile("^À huis clos")).check()
        if point.get("under"):
            group.get_by_label(re.compile("^Sous-point")).check()
    for which, decision in enumerate(point.get("decisions", [])):
        enter_decision(row_of(group, "Décision", which), decision)
    for which, follow_up in enumerate(point.get("follow_ups", [])):
        enter_follow_up(row_of(group, "Suivi", which), follow_up)


def row_of(point: Locator, name: str, which: int) -> Locator:
    """The decision or follow-up of this rank, its rows opened, or one row added."""
    if which == 0:
        point.locator("summary", has_text=name).click()
    else:
        point.get_by_role("button", name=f"Ajouter un{'e' if name == 'Décision' else ''}").filter(
            visible=True, has_text=name.lower()
        ).click()
    return point.get_by_role("group", name=name, exact=True).nth(which)


def enter_decision(row: Locator, decision: dict[str, Any]) -> None:
    row.get_by_label("Texte de la décision").fill(decision["text"])
    if "mover" in decision:
        row.get_by_role("radio", name=re.compile("^Résolution")).check()
        row.get_by_label(re.compile("^Proposée par")).select_option(label=decision["mover"])
        row.get_by_label(re.compile("^Appuyée par")).select_option(label=decision["seconder"])
    if "outcome" in decision:
        row.get_by_label(re.compile("^Résultat")).select_option(label=decision["outcome"])
    for label, count in zip(
        ("Pour", "Contre", "Abstentions"), decision.get("votes", []), strict=False
    ):
        row.get_by_label(re.compile(f"^{label}")).fill(str(count))


def enter_follow_up(row: Locator, follow_up: dict[str, Any]) -> None:
    row.get_by_label("Quoi").fill(follow_up["text"])
    option = row.locator("option", has_text=re.compile(f"^{follow_up['who']}")).first
    row.get_by_label("Qui", exact=True).select_option(value=option.get_attribute("value"))
    row.get_by_label(re.compile("^Pour le")).fill(str(follow_up["due"]))


# --- Writing in the editor, block by block; each leaves an empty paragraph for the next.


def write_notes(page: Page, point: Locator, notes: str) -> None:
    point.get_by_role("textbox", name="Notes").click()
    for block in blocks_of(notes):
        if LIST_SIGN.match(block[0]):
            write_list(page, block)
            continue
        text = block[0]
        if text.startswith(HEADING):
            press_tool(point, "Intertitre")
        if text.startswith(QUOTE):
            press_tool(point, "Citation")
        write_line(page, point, text.removeprefix(HEADING).removeprefix(QUOTE))
        page.keyboard.press("Enter")
        if text.startswith(QUOTE):
            press_tool(point, "Citation")


def press_tool(point: Locator, name: str) -> None:
    point.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def write_list(page: Page, lines: list[str]) -> None:
    sign = LIST_SIGN.match(lines[0])
    page.keyboard.type(sign[0] if sign else "")
    for line in lines:
        page.keyboard.insert_text(LIST_SIGN.sub("", line))
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")


def write_line(page: Page, point: Locator, text: str) -> None:
    """Text with its links, each set on the words that were just written."""
    done = 0
    for link in LINK.finditer(text):
        page.keyboard.insert_text(text[done : link.start()] + link["text"])
        select_back(page, link["text"])
        press_tool(point, "Lien")
        page.get_by_role("dialog", name="Lien").get_by_label("Adresse").fill(link["address"])
        page.keyboard.press("Enter")
        done = link.end()
    page.keyboard.insert_text(text[done:])


def select_back(page: Page, text: str) -> None:
    """Letter by letter, as far as the editor follows."""
    for _ in range(3 * len(text)):
        if page.evaluate("getSelection().toString()") == text:
            return
        page.keyboard.press("Shift+ArrowLeft")
    raise AssertionError(f"« {text} » is never selected")
