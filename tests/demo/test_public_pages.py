"""What was published is on the public pages, as people write it; what is fictitious says so."""

import pytest
from django.apps import apps

from agreements.models import Agreement
from arbj_portal.core.models import DemonstrationMarked
from meetings.models import AgendaItem, Meeting
from members.models import OrganizationContact, PersonContact
from tests.demo.pages import LABEL, Element, crawl, read, spaced

pytestmark = pytest.mark.usefixtures("demonstration")

# A title, the way to it and a choice hold words only: the page they stand on carries the label.
WORDS_ONLY = {"h1", "nav", "option"}


def first_agreement() -> Element:
    return read(Agreement.objects.get(earlier=None).get_absolute_url())


def texts(page: Element, name: str) -> list[str]:
    return [element.text.strip() for element in page.of_class(name)]


def test_the_dated_lines_print_as_people_write_them_each_once() -> None:
    lines = [
        (when.text.partition("·")[0].strip(), when.parent.find("h3")[0].text.strip())
        for when in read("/chronologie/?ordre=ancien").of_class("when")
        if LABEL not in when.parent.text
    ]
    assert sorted(lines) == sorted(
        [
            (
                "Octobre 2013",
                "Signature de l’entente administrative « Programme Mobilisation-Diversité »",
            ),
            (
                "Janvier à mars 2014",
                "Mise sur pied d’une table régionale de concertation en immigration",
            ),
            ("23 avril 2014", "Formation « Immigration 101 »"),
            ("22 mai et 9 octobre 2014", "Présentations sur le Nord-du-Québec"),
            (
                "29 mai 2014",
                "Première rencontre de la table régionale de concertation en immigration",
            ),
            ("Juillet 2014 à mars 2015", "Diagnostic territorial en immigration"),
            (
                "Mars 2015",
                "Fin de l’entente administrative « Programme Mobilisation-Diversité » : "
                "mandat partiellement réalisé",
            ),
        ]
    )


@pytest.mark.parametrize("year", [2014, 2015])
def test_what_ran_over_two_years_is_found_in_both(year: int) -> None:
    assert "Diagnostic territorial en immigration" in read(f"/chronologie/?annee={year}").text


def test_the_agreement_tells_its_parties_money_and_person_in_charge() -> None:
    page = first_agreement()
    for text in (
        "Entente administrative",
        "octobre 2013",
        "(ARBJ, alors Conférence régionale des élus de la Baie-James)",
        "de l’Immigration, de la Diversité et de l’Inclusion (MIDI, alors MICC)",
        "Catherine Lagacé",
        "Terminée, mandat partiellement réalisé",
        "mars 2015 est la fin de la dernière activité qu’elle énumère",
        "Entente spécifique en immigration",
    ):
        assert text.casefold() in page.text.casefold()
    assert page.text.count("à hauteur de 50 000 $") == 2
    assert "100 000 $" in page.text


def test_the_agreement_tells_where_its_objectives_stand_and_why() -> None:
    page = first_agreement()
    told = [
        next(
            element.text
            for element in page.walk()
            if element.attributes.get("id") == f"objectif-{objective.pk}"
        ).casefold()
        for objective in Agreement.objects.get(earlier=None).objectives.all()
    ]
    for number, words in enumerate(
        (
            ("acquérir les connaissances", "atteint", "état déduit", "diagnostic territorial"),
            ("assurer la concertation", "partiellement atteint", "état déduit", "29 mai 2014"),
            ("informer les partenaires", "atteint", "état déduit", "« immigration 101 »"),
            ("élaborer un plan d’action préliminaire", "non amorcé", "état déduit"),
            ("conclure une entente spécifique", "non atteint", "cause :", "suite :"),
        )
    ):
        assert [word for word in words if word not in told[number]] == []
    assert "état déduit" not in told[4]


def test_the_members_page_tells_who_is_to_be_invited() -> None:
    page = read("/membres/")
    for category in (
        "Acteurs de la migration (catégorie)",
        "Organismes locaux voués à la rétention des personnes immigrantes (catégorie)",
        "Chambres de commerce de la région (catégorie)",
    ):
        row = next(element for element in page.find("li") if category in element.text)
        assert "À inviter" in row.text
        assert LABEL not in row.text


def test_the_first_meeting_shows_fictitious_minutes_and_invents_no_circumstance() -> None:
    meeting = Meeting.objects.get(number=1)
    page = read(meeting.get_absolute_url())
    assert "TCJI-2014-05-29-01" in page.text
    assert "Adopté" in page.text
    facts = {term.text for term in page.find("dt")}
    assert not facts & {"Mode", "Lieu", "Visioconférence"}


def fictions() -> set[str]:
    """How everything fictitious calls itself."""
    return {
        spaced(str(row))
        for model in apps.get_models()
        if issubclass(model, DemonstrationMarked)
        for row in model.objects.filter(is_demonstration=True)
    }


def is_labelled(element: Element) -> bool:
    """Whether the label stands with what it is about: in the same line, panel or section.

    Under the title of the page, it says that all of it is fictitious.
    """
    around = [element, *element.ancestors]
    main = next(part for part in around if part.tag == "main")
    if any(LABEL in lead.text for lead in main.walk() if "lead" in lead.classes):
        return True
    if any(part.tag in WORDS_ONLY or "lead" in part.classes for part in around):
        return LABEL in main.text
    whole_page = next(i for i, part in enumerate(around) if "wrap" in part.classes)
    return any(LABEL in part.text for part in around[:whole_page])


def test_nothing_fictitious_is_shown_without_its_label() -> None:
    names = fictions()
    shown = [
        (path, name, is_labelled(element))
        for path, page in crawl().items()
        for element in page.walk()
        for name in names
        if name in element.own_text
    ]
    assert len({path for path, _, _ in shown}) > 5
    assert [(path, name) for path, name, labelled in shown if not labelled] == []


def test_what_is_for_partners_or_closed_is_on_no_public_page() -> None:
    said = " ".join(page.text for page in crawl().values())
    public = {point.title for point in AgendaItem.objects.exclude(meeting__number=2)}
    second_meeting = Meeting.objects.get(number=2)
    points = {point.title for point in second_meeting.agenda_items.all()} - public
    contacts = (*PersonContact.objects.all(), *OrganizationContact.objects.all())
    hidden = {second_meeting.title, "visio.portail.test", *points}
    hidden |= {text for contact in contacts for text in (contact.email, contact.phone)}
    assert {text for text in hidden if spaced(text) in said} == set()
