"""The list, the page of an agreement, its visibility and its history, as each person reads them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Agreement
from arbj_portal.core.roles import Visibility
from members.models import Committee, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_contribution,
    make_document,
    make_milestone,
    make_movement,
    make_objective,
    make_party,
    make_status_change,
    period,
)
from tests.agreements.pages import filled, part_of, text_of
from tests.members.factories import make_organization, make_person, make_user

FACTS = (
    "Fiche Type Entente administrative Programme Programme Mobilisation-Diversité "
    "Signée Octobre 2013 Responsable Catherine Lagacé Montant 100 000 $"
)
MOST_QUERIES = 8
MOST_QUERIES_OF_A_PAGE = 22


def titles(client: Client, **filters: str) -> list[str]:
    response = client.get(reverse("agreement_list"), filters)
    return [agreement.title for agreement in response.context["page"]]


@pytest.fixture
def told() -> Agreement:
    """The agreement that the public page must tell completely."""
    agreement = make_agreement(
        "Mobilisation-Diversité",
        visibility=Visibility.PUBLIC,
        status="completed_partially",
        signed=period("2013-10"),
        programme="Programme Mobilisation-Diversité",
        person_in_charge=make_person("Lagacé", first_name="Catherine", function="Direction"),
        outcome="Le mandat n’a pas été réalisé en entier.",
        next_steps="Reprendre les travaux.",
        purpose="Réunir les conditions propices.",
    )
    make_status_change(agreement, "signed", reason="Signature.")
    make_status_change(
        agreement, "completed_partially", effective=period("2015-03"), reason="Bilan."
    )
    make_contribution(make_party(agreement, shown_as="ARBJ"), promised=50_000, is_ceiling=True)
    make_contribution(
        make_party(agreement, shown_as="MIDI (alors MICC)"), promised=50_000, is_ceiling=True
    )
    return agreement


def read(agreement: Agreement, user: User | None = None) -> Any:
    return client_of(user).get(agreement.get_absolute_url())


def facts(page: Any) -> str:
    return part_of(page, '<aside aria-label="Fiche de l’entente">', "</dl>")


def lead(page: Any) -> str:
    return part_of(page, '<p class="lead">', "</p>")


def test_the_public_page_tells_the_agreement(told: Agreement) -> None:
    page = read(told)
    assert part_of(page, '<div class="page-head">', "</div>") == (
        "Mobilisation-Diversité Entente administrative · ARBJ et MIDI (alors MICC)"
    )
    assert part_of(page, '<section class="section" aria-label="État">') == (
        "Terminée, mandat partiellement réalisé · mars 2015 "
        "Le mandat n’a pas été réalisé en entier."
    )
    assert facts(page) == FACTS
    assert part_of(page, "<h2>Suites</h2>") == "Reprendre les travaux."
    assert part_of(page, "<h2>But</h2>") == "Réunir les conditions propices."


def test_both_contributions_and_their_total_are_told(told: Agreement) -> None:
    assert part_of(read(told), 'id="parties">') == (
        "Parties et contributions Partie Nature Promise "
        "ARBJ En argent à hauteur de 50 000 $ "
        "MIDI (alors MICC) En argent à hauteur de 50 000 $ "
        "Total 100 000 $"
    )


def test_money_that_somebody_knows_has_its_column(told: Agreement) -> None:
    loan = make_contribution(
        told.parties.first(), form="in_kind", promised="1000.50", note="Prêt de locaux"
    )
    make_movement(loan, "paid", 10, "2014-03")
    make_movement(loan, "used", "4.50", "2014-05", note="Salle")
    make_party(told, shown_as="Une autre")
    assert part_of(read(told), 'id="parties">', "<figure") == (
        "Parties et contributions "
        "Partie Nature Promise Versée Utilisée Reste à verser Reste à utiliser "
        "ARBJ En argent à hauteur de 50 000 $ – – 50 000 $ 0 $ "
        "ARBJ En nature Prêt de locaux 1 000,50 $ 10 $ 4,50 $ 990,50 $ 5,50 $ "
        "MIDI (alors MICC) En argent à hauteur de 50 000 $ – – 50 000 $ 0 $ "
        "Une autre Aucune contribution inscrite "
        "Total 101 000,50 $ 10 $ 4,50 $ 100 990,50 $ 5,50 $"
    )
    assert part_of(read(told), "<caption>", "</table>") == (
        "Par exercice, à partir du 1er avril Exercice "
        "Promise Versée Utilisée Reste à verser Reste à utiliser "
        "2013-2014 – 10 $ – −10 $ 10 $ "
        "2014-2015 – – 4,50 $ 0 $ −4,50 $ "
        "Sans exercice 101 000,50 $ – – 101 000,50 $ 0 $ "
        "Total 101 000,50 $ 10 $ 4,50 $ 100 990,50 $ 5,50 $"
    )
    assert part_of(read(told), '<details class="more">', "</details>") == (
        "2 mouvements, un à un Quand Mouvement De qui Montant "
        "Mars 2014 Versement ARBJ, en nature 10 $ "
        "Mai 2014 Utilisation Salle ARBJ, en nature 4,50 $"
    )


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("50000", "Règle respectée : chaque partie promet autant."),
        ("49999.99", "Règle non respectée : chaque partie promet autant."),
    ],
)
def test_the_rule_of_the_promises_is_checked(promised: str, said: str, told: Agreement) -> None:
    Agreement.objects.update(matching="equal")
    told.parties.last().contributions.update(promised=promised)
    assert part_of(read(told), 'id="parties">').endswith(said)


def test_each_objective_is_told_with_its_state_and_what_it_rests_on(told: Agreement) -> None:
    met = make_objective(told, position=1, text="informer", status="met", is_derived=True)
    make_objective(told, position=2, text="élaborer un plan", is_derived=True)
    make_objective(
        told,
        position=3,
        text="conclure",
        status="not_met",
        cause="Pas signée.",
        follow_up="Voir.",
    )
    training = make_activity(told, title="Formation", visibility="public")
    hidden = make_activity(told, title="Réunion réservée")
    training.objectives.add(met)
    hidden.objectives.add(met)
    assert part_of(read(told), 'id="objectifs">') == (
        "Objectifs "
        "1 1. Informer Atteint "
        "État déduit des activités inscrites : Formation (23 avril 2014). "
        "2 2. Élaborer un plan Non amorcé "
        "État déduit des activités inscrites : aucune activité publique ne sert "
        "cet objectif. "
        "3 3. Conclure Non atteint Cause : Pas signée. Suite : Voir."
    )


def test_the_history_of_the_status_is_told_without_its_authors(
    told: Agreement, administration: User
) -> None:
    told.status_changes.update(author=administration)
    expected = (
        "Historique Terminée, mandat partiellement réalisé Mars 2015 Bilan. "
        "Signée Octobre 2013 Signature."
    )
    assert part_of(read(told), "<h2>Historique</h2>").startswith(expected.partition(" ")[2])
    assert "Alain Administration" not in text_of(read(told))
    assert "Mars 2015, Alain Administration" in text_of(read(told, administration))


def test_milestones_are_told_in_their_order(told: Agreement, administration: User) -> None:
    objective = make_objective(told, position=4)
    make_milestone(
        told,
        title="Diagnostic",
        position=2,
        status="met",
        actual=period("2015-03"),
        target=period("2014-12"),
        objective=objective,
        evidence="Rapport déposé.",
        responsible=make_person("Roy", first_name="Élise"),
    )
    make_milestone(told, title="Plan", position=3, target=period("2015-03"))
    make_milestone(told, title="Signature", position=1, target=period("2150"))
    expected = (
        "Jalons 1. Signature Prévu · 2150 "
        "2. Diagnostic Atteint · mars 2015 · prévu : décembre 2014 · objectif 4 "
        "Preuve : Rapport déposé. "
        "3. Plan En retard · prévu : mars 2015"
    )
    assert part_of(read(told), 'id="jalons">') == expected
    assert part_of(read(told, administration), 'id="jalons">') == expected.replace(
        "objectif 4", "objectif 4 · responsable : Élise Roy"
    )


def test_a_later_agreement_is_linked_both_ways(told: Agreement) -> None:
    later = make_agreement(
        "Entente spécifique",
        kind=Agreement.Kind.SPECIFIC,
        earlier=told,
        earlier_link="arises_from",
        visibility="public",
    )
    assert facts(read(told)) == f"{FACTS} A donné lieu à Entente spécifique En préparation"
    assert facts(read(later)) == "Fiche Type Entente spécifique Découle de Mobilisation-Diversité"


def test_an_agreement_that_one_may_not_see_is_named_nowhere(
    told: Agreement, outsider: User, partner: User, committee: Committee
) -> None:
    later = make_agreement(
        "Entente discrète",
        earlier=told,
        earlier_link="replaces",
        committee=committee,
        visibility="partners",
    )
    told.earlier, told.earlier_link = make_agreement("Entente cachée"), "succeeds"
    told.visibility = Visibility.PUBLIC
    told.save()
    for user in (None, outsider):
        page = read(told, user)
        assert facts(page) == FACTS
        assert "Entente discrète" not in text_of(page)
        assert "Entente cachée" not in text_of(page)
    assert facts(read(told, partner)) == f"{FACTS} Remplacée par Entente discrète En préparation"
    assert facts(read(later, partner)) == (
        f"Fiche Type Entente administrative Instance {committee} Remplace Mobilisation-Diversité"
    )


def test_what_surrounds_the_agreement_is_linked_where_one_may_see_it(
    told: Agreement, committee: Committee, partner: User, outsider: User
) -> None:
    told.committee = committee
    told.save()
    organization = make_organization("Organisme discret")
    make_party(told, organization=organization)
    for user in (None, outsider):
        response = read(told, user)
        assert facts(response) == FACTS
        assert committee.name not in text_of(response)
        assert organization.get_absolute_url() not in response.content.decode()
        assert lead(response) == (
            "Entente administrative · ARBJ, MIDI (alors MICC) et Organisme discret"
        )
    assert facts(read(told, partner)) == f"{FACTS} Instance {committee}"
    Committee.objects.update(visibility="public")
    organization.visibility = "public"
    organization.save()
    response = read(told)
    assert facts(response) == f"{FACTS} Instance {committee}"
    assert organization.get_absolute_url() in response.content.decode()


def test_documents_are_those_that_one_may_read(
    told: Agreement, committee: Committee, partner: User, outsider: User, coordination: User
) -> None:
    told.committee = committee
    told.save()
    for level in Visibility:
        make_document(told, title=f"Document {level.label}", visibility=level)
    shown = {
        name: [level.label for level in Visibility if f"Document {level.label}" in text_of(page)]
        for name, page in {
            "anonymous": read(told),
            "outsider": read(told, outsider),
            "partner": read(told, partner),
            "coordination": read(told, coordination),
        }.items()
    }
    assert shown == {
        "anonymous": ["Public"],
        "outsider": ["Public"],
        "partner": ["Public", "Partenaires"],
        "coordination": ["Public", "Partenaires", "Coordination"],
    }


def test_an_agreement_that_says_little_has_a_page() -> None:
    page = read(make_agreement(visibility="public"))
    assert part_of(page, 'id="objectifs">') == "Objectifs Aucun objectif n’est inscrit."
    assert part_of(page, 'id="parties">') == (
        "Parties et contributions Aucune partie n’est inscrite."
    )
    assert part_of(page, 'id="jalons">') == ""


def test_what_is_fictitious_says_so() -> None:
    agreement = make_agreement(visibility="public", is_demonstration=True)
    make_milestone(agreement, is_demonstration=True)
    tag = '<span class="demo-tag">données de démonstration</span>'
    assert read(agreement).content.decode().count(tag) == 2
    listed = client_of(None).get(reverse("agreement_list")).content.decode()
    assert listed.count(tag) == 1


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["En cours", "À venir", "Terminée"]),
        ({"etat": "in_course"}, ["En cours"]),
        ({"etat": "to_come"}, ["À venir"]),
        ({"etat": "ended"}, ["Terminée"]),
        ({"etat": "invented"}, ["En cours", "À venir", "Terminée"]),
        ({"type": "specific"}, ["À venir"]),
        ({"type": "\x00"}, ["En cours", "À venir", "Terminée"]),
        ({"q": "venir"}, ["À venir"]),
        ({"q": "TERMINEE"}, ["Terminée"]),
        ({"q": "migration regionale"}, ["À venir"]),
        ({"q": "ministere"}, ["En cours"]),
        ({"q": "MICC"}, ["Terminée"]),
        ({"q": "introuvable"}, []),
        ({"q": "100%_"}, []),
        ({"q": "\x00"}, ["En cours", "À venir", "Terminée"]),
        ({"q": "x" * 1000}, ["En cours", "À venir", "Terminée"]),
        ({"page": "-1"}, ["En cours", "À venir", "Terminée"]),
        ({"page": "99999999999999999999"}, ["En cours", "À venir", "Terminée"]),
    ],
)
def test_the_list_is_filtered_by_its_address(
    filters: dict[str, str], expected: list[str], coordination: User
) -> None:
    ended = make_agreement("Terminée", status="completed", number="2013-1")
    make_party(ended, shown_as="MIDI (alors MICC)")
    make_agreement("À venir", kind=Agreement.Kind.SPECIFIC, purpose="Immigration régionale")
    make_party(
        make_agreement("En cours", status="signed"), organization=make_organization("Ministère")
    )
    assert titles(client_of(coordination), **filters) == expected


def test_the_list_holds_what_one_may_see(
    committee: Committee, partner: User, outsider: User, coordination: User
) -> None:
    for level in Visibility:
        make_agreement(level.label, visibility=level, committee=committee)
    assert sorted(titles(client_of(None))) == ["Public"]
    assert sorted(titles(client_of(outsider))) == ["Public"]
    assert sorted(titles(client_of(partner))) == ["Partenaires", "Public"]
    assert sorted(titles(client_of(coordination))) == ["Coordination", "Partenaires", "Public"]
    assert titles(client_of(partner), q="Coordination") == []


def test_who_may_read_each_agreement_is_told_to_those_who_read_them_all(
    partner: User, coordination: User
) -> None:
    make_agreement(visibility="public")
    address, tags = reverse("agreement_list"), '<div class="tags">'
    assert part_of(client_of(coordination).get(address), tags, "</div>") == ("Visibilité : Public")
    assert part_of(client_of(partner).get(address), tags, "</div>") == ""


def test_an_empty_list_says_what_one_can_do(administration: User) -> None:
    address = reverse("agreement_list")
    assert "Les ententes que vous pouvez lire" in text_of(client_of(None).get(address))
    assert "Inscrivez la première" in text_of(client_of(administration).get(address))
    assert "ne répond à ces filtres" in text_of(client_of(None).get(address, {"q": "rien"}))


@pytest.mark.parametrize("role", ["anonymous", "partner", "administration"])
def test_the_list_issues_as_many_queries_for_one_row_as_for_200(
    role: str, committee: Committee, request: pytest.FixtureRequest
) -> None:
    user = None if role == "anonymous" else request.getfixturevalue(role)
    client = client_of(user)

    def add(count: int) -> None:
        for _ in range(count):
            agreement = make_agreement(visibility="public", committee=committee)
            make_contribution(make_party(agreement))

    add(1)
    once = queries(client, reverse("agreement_list"))
    add(199)
    assert queries(client, reverse("agreement_list")) == once
    assert once <= MOST_QUERIES


def test_a_page_issues_as_many_queries_however_much_it_tells(
    told: Agreement, committee: Committee, partner: User, administration: User
) -> None:
    told.committee = committee
    told.save()
    told.refresh_from_db()
    page, edit = told.get_absolute_url(), reverse("agreement_edit", args=[told.pk])
    visits = [
        (client_of(None), page),
        (client_of(partner), page),
        (client_of(administration), page),
        (client_of(administration), edit),
    ]

    def add(count: int) -> None:
        for _ in range(count):
            make_movement(make_contribution(make_party(told)), "paid", 10)
            objective = make_objective(told, is_derived=True)
            make_milestone(told, objective=objective, responsible=make_person())
            activity = make_activity(told, visibility="public")
            activity.objectives.add(objective)
            activity.organizations.add(make_organization())
            make_document(told)
            make_status_change(told, "signed", author=make_user())
            make_agreement(earlier=told, earlier_link="succeeds")

    add(1)
    once = [queries(*visit) for visit in visits]
    add(49)
    assert [queries(*visit) for visit in visits] == once
    assert max(once[:3]) <= MOST_QUERIES_OF_A_PAGE


def queries(client: Client, address: str) -> int:
    client.get(address)  # the session and the context of the first request
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_visibility_is_an_explicit_act(administration: User) -> None:
    agreement = make_agreement()
    document = make_document(agreement, visibility="partners")
    client = client_of(administration)
    address = reverse("agreement_visibility", args=[agreement.pk])
    page = client.get(address)
    agreement.refresh_from_db()
    assert agreement.visibility == "partners"
    response = client.post(address, filled(page, "visibility", visibility="public"), follow=True)
    agreement.refresh_from_db()
    document.refresh_from_db()
    assert (agreement.visibility, document.visibility) == ("public", "partners")
    assert "L’entente est publique : tout le monde peut la lire." in text_of(response)


def test_visibility_sent_twice_is_changed_once(administration: User) -> None:
    agreement = make_agreement()
    client = client_of(administration)
    address = reverse("agreement_visibility", args=[agreement.pk])
    data = filled(client.get(address), "visibility", visibility="public")
    answers = [client.post(address, data) for _ in range(2)]
    assert [(page.status_code, page.get("Location")) for page in answers] == [
        (302, agreement.get_absolute_url())
    ] * 2
    agreement.refresh_from_db()
    assert agreement.version == 2


def test_visibility_is_not_changed_over_a_newer_version(administration: User) -> None:
    agreement = make_agreement()
    client = client_of(administration)
    address = reverse("agreement_visibility", args=[agreement.pk])
    sent = filled(client.get(address), "visibility", visibility="public")
    Agreement.objects.update(version=2)
    page = client.post(address, sent)
    agreement.refresh_from_db()
    assert agreement.visibility == "partners"
    assert "a été modifiée entre-temps" in text_of(page)
    again = filled(page, "visibility")
    assert (again["visibility"], again["version"]) == (["public"], ["2"])
    client.post(address, again)
    agreement.refresh_from_db()
    assert agreement.visibility == "public"
