"""The sections made of lines: parties, objectives, milestones."""

import pytest
from django.test import Client

from agreements.models import Agreement
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_agreement,
    make_contribution,
    make_milestone,
    make_objective,
    make_party,
    period,
)
from tests.agreements.pages import (
    KEY_FIELDS,
    filled,
    page_of,
    rejected,
    saved,
    section,
    send,
    typed,
)
from tests.members.factories import (
    make_committee,
    make_membership,
    make_organization,
    make_person,
)


@pytest.fixture
def agreement() -> Agreement:
    return make_agreement("Mobilisation", status="signed")


@pytest.fixture
def client(administration: User) -> Client:
    return client_of(administration)


def test_parties_are_edited_added_and_removed(client: Client, agreement: Agreement) -> None:
    kept = make_party(agreement, shown_as="ARBJ")
    make_contribution(kept, promised=50_000, is_ceiling=True)
    gone = make_party(agreement)
    ministry = make_organization("Ministère")
    data = typed(
        client,
        agreement,
        "parties",
        **{
            "0-cash_promised": "50 000,50 $",
            "0-in_kind_promised": "1000",
            "0-in_kind_note": "Prêt de locaux",
            "1-DELETE": "on",
            "2-organization": ministry.pk,
            "2-shown_as": "MIDI (alors MICC)",
            "2-cash_promised": "50000",
        },
    )
    assert saved(send(client, agreement, "parties", data), agreement, "parties")
    assert not agreement.parties.filter(pk=gone.pk).exists()
    told = [
        (str(party), row.form, str(row.promised), row.is_ceiling)
        for party in agreement.parties.all()
        for row in party.contributions.order_by("form")
    ]
    assert told == [
        ("ARBJ", "cash", "50000.50", True),
        ("ARBJ", "in_kind", "1000.00", False),
        ("MIDI (alors MICC)", "cash", "50000.00", False),
    ]
    assert "Total promis : 101 000,50 $" in section(page_of(client, agreement), "parties")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"1-shown_as": "Sans organisme"}, "Partie 2, Organisme : Ce champ est obligatoire."),
        ({"0-cash_promised": "-5"}, "Partie 1, Promise : Ce montant ne peut pas être négatif."),
        ({"0-cash_promised": "beaucoup"}, "Partie 1, Promise : Écrivez un montant en chiffres"),
        (
            {"0-cash_promised": "9" * 30},
            "Partie 1, Promise : Ce montant dépasse 9 999 999 999,99 $.",
        ),
        (
            {"0-cash_promised": "9" * 1_000_000},
            "Partie 1, Promise : Écrivez un montant en chiffres",
        ),
        (
            {"0-cash_promised": "", "0-cash_is_ceiling": "on"},
            "Partie 1, Promise : Donnez ce montant, ou décochez « à hauteur de ».",
        ),
        ({"0-organization": "0"}, "Partie 1, Organisme : Sélectionnez un choix valide."),
        ({"0-key": "x"}, "Partie 1, "),
        ({"TOTAL_FORMS": "x"}, "Cette section est incomplète : rechargez la page."),
        ({"TOTAL_FORMS": "5000"}, "Cette section a 60 lignes au plus."),
    ],
)
def test_rejected_parties_come_back_as_they_were_typed(
    changes: dict[str, str], message: str, client: Client, agreement: Agreement
) -> None:
    party = make_party(agreement, shown_as="ARBJ")
    make_contribution(party, promised=7)
    data = typed(client, agreement, "parties", **{"0-shown_as": "Nom tapé"} | changes)
    response = send(client, agreement, "parties", data)
    assert rejected(response, "parties")
    assert message in section(response, "parties")
    if "TOTAL_FORMS" not in changes:
        assert filled(response, "parties-version")["parties-0-shown_as"] == ["Nom tapé"]
    party.refresh_from_db()
    assert (party.shown_as, party.contributions.get().promised) == ("ARBJ", 7)


def test_a_contribution_may_be_known_without_what_was_promised(
    client: Client, agreement: Agreement
) -> None:
    party = make_party(agreement)
    data = typed(client, agreement, "parties", **{"0-in_kind_note": "Prêt de locaux"})
    assert saved(send(client, agreement, "parties", data), agreement, "parties")
    rows = party.contributions.values_list("form", "promised", "note")
    assert list(rows) == [("in_kind", None, "Prêt de locaux")]


def test_the_same_party_twice_is_refused_beside_its_name(
    client: Client, agreement: Agreement
) -> None:
    party = make_party(agreement)
    data = typed(client, agreement, "parties", **{"1-organization": party.organization_id})
    response = send(client, agreement, "parties", data)
    assert rejected(response, "parties")
    assert "Partie 2, Organisme : Cet organisme est déjà une des parties." in section(
        response, "parties"
    )


def test_an_organization_to_invite_is_offered_as_a_party_only_where_it_is_one(
    client: Client, agreement: Agreement
) -> None:
    committee = make_committee()
    wished, invited, party = (
        make_organization(name) for name in ("Rêvée", "Invitée", "Signataire")
    )
    for organization in (wished, party):
        make_membership(committee, organization, invitation="to_invite", started_on=None)
    make_membership(committee, invited, invitation="invited", started_on=None)
    make_party(agreement, organization=party)
    options = section(page_of(client, agreement), "parties")
    assert [name in options for name in ("Rêvée", "Invitée", "Signataire")] == [False, True, True]


def test_objectives_are_edited_added_and_numbered(client: Client, agreement: Agreement) -> None:
    first = make_objective(agreement, position=1, text="premier")
    second = make_objective(agreement, position=2, text="deuxième")
    data = typed(
        client,
        agreement,
        "objectifs",
        **{
            "0-position": "2",
            "1-position": "1",
            "1-status": "not_met",
            "1-cause": "Pas signée.",
            "1-follow_up": "Y travailler.",
            "1-is_derived": "on",
            "2-text": "troisième",
        },
    )
    assert saved(send(client, agreement, "objectifs", data), agreement, "objectifs")
    rows = agreement.objectives.values_list("pk", "position", "text", "status", "is_derived")
    assert list(rows)[:2] == [
        (second.pk, 1, "deuxième", "not_met", True),
        (first.pk, 2, "premier", "not_started", False),
    ]
    assert list(rows)[2][1:] == (3, "troisième", "not_started", False)


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"0-status": "not_met"},
            ["Objectif 1, Cause : Dites pourquoi", "Objectif 1, Suite donnée : Dites quelle"],
        ),
        (
            {"0-status": "abandoned", "0-cause": "Cause"},
            ["Objectif 1, Suite donnée : Dites quelle"],
        ),
        ({"1-position": "1", "1-text": "x"}, ["Objectif 2, Numéro : Un autre objectif porte déjà"]),
        ({"0-position": "0"}, ["Objectif 1, Numéro : Assurez-vous que cette valeur"]),
        ({"0-position": "99999999999999999999"}, ["Objectif 1, Numéro : Assurez-vous"]),
        ({"0-text": ""}, ["Objectif 1, Texte de l’objectif : Ce champ est obligatoire."]),
        ({"0-status": "\ud800"}, ["Objectif 1, État : Sélectionnez un choix valide."]),
    ],
)
def test_rejected_objectives_come_back_as_they_were_typed(
    changes: dict[str, str], messages: list[str], client: Client, agreement: Agreement
) -> None:
    objective = make_objective(agreement, position=1, text="premier")
    data = typed(client, agreement, "objectifs", **{"0-text": "Texte tapé"} | changes)
    data = {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in data.items()
    }
    response = send(client, agreement, "objectifs", data)
    assert rejected(response, "objectifs")
    told = section(response, "objectifs")
    assert [message for message in messages if message not in told] == []
    objective.refresh_from_db()
    assert (objective.text, objective.status) == ("premier", "not_started")


def test_the_coordination_records_progress_and_nothing_else(
    coordination: User, agreement: Agreement
) -> None:
    objective = make_objective(agreement, position=1, text="texte contractuel")
    milestone = make_milestone(agreement, title="Diagnostic", target=period("2015-03"))
    client = client_of(coordination)
    data = typed(
        client,
        agreement,
        "objectifs",
        **{
            "0-status": "met",
            "0-text": "autre texte",
            "0-position": "9",
            "0-DELETE": "on",
            "1-text": "un de plus",
            "1-status": "met",
            "TOTAL_FORMS": "2",
        },
    )
    assert saved(send(client, agreement, "objectifs", data), agreement, "objectifs")
    objective.refresh_from_db()
    assert (objective.position, objective.text, objective.status) == (1, "texte contractuel", "met")
    data = typed(
        client,
        agreement,
        "jalons",
        **{
            "0-status": "met",
            "0-actual": "mars 2015",
            "0-evidence": "Rapport",
            "0-title": "Autre jalon",
            "0-target": "2020",
            "0-DELETE": "on",
        },
    )
    assert saved(send(client, agreement, "jalons", data), agreement, "jalons")
    milestone.refresh_from_db()
    assert (milestone.title, milestone.target.text, milestone.status, milestone.evidence) == (
        "Diagnostic",
        "mars 2015",
        "met",
        "Rapport",
    )
    assert agreement.objectives.count() == 1


def test_a_line_keeps_its_own_words_though_the_lines_have_moved(
    coordination: User, agreement: Agreement
) -> None:
    """A rejected line of progress shows the objective it is about, not the one now in its place."""
    gone = make_objective(agreement, position=1, text="le premier")
    make_objective(agreement, position=2, text="le second")
    client = client_of(coordination)
    data = typed(client, agreement, "objectifs", **{"1-status": "not_met"})
    gone.delete()
    response = send(client, agreement, "objectifs", data)
    assert rejected(response, "objectifs")
    assert "Objectif 2 Le second" in section(response, "objectifs")


def test_milestones_are_edited_and_added(client: Client, agreement: Agreement) -> None:
    objective, person = make_objective(agreement), make_person()
    make_milestone(agreement, title="Diagnostic")
    data = typed(
        client,
        agreement,
        "jalons",
        **{
            "0-status": "partially_met",
            "0-actual": "mars 2015",
            "1-title": "Plan",
            "1-target": "2016",
            "1-objective": objective.pk,
            "1-responsible": person.pk,
        },
    )
    assert saved(send(client, agreement, "jalons", data), agreement, "jalons")
    first, second = agreement.milestones.all()
    assert (first.status, first.actual.text) == ("partially_met", "mars 2015")
    assert (second.title, second.target.text, second.objective, second.responsible) == (
        "Plan",
        "2016",
        objective,
        person,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"0-status": "met"}, "Jalon 1, Atteint quand : Dites quand le jalon a été atteint."),
        ({"0-actual": "2014"}, "Jalon 1, Atteint quand : Videz cette date"),
        (
            {"0-status": "met", "0-actual": "2199"},
            "Jalon 1, Atteint quand : Cette date est à venir",
        ),
        ({"0-status": "met", "0-actual": "depuis 2014"}, "Jalon 1, Atteint quand : Indiquez aussi"),
        ({"0-target": "un jour"}, "Jalon 1, Prévu pour : "),
        ({"0-title": ""}, "Jalon 1, Jalon : Ce champ est obligatoire."),
        ({"0-objective": "0"}, "Jalon 1, Objectif : Sélectionnez un choix valide."),
    ],
)
def test_rejected_milestones_come_back_as_they_were_typed(
    changes: dict[str, str], message: str, client: Client, agreement: Agreement
) -> None:
    milestone = make_milestone(agreement, title="Diagnostic")
    data = typed(client, agreement, "jalons", **{"0-evidence": "Preuve tapée"} | changes)
    response = send(client, agreement, "jalons", data)
    assert rejected(response, "jalons")
    assert message in section(response, "jalons")
    assert filled(response, "jalons-version")["jalons-0-evidence"] == ["Preuve tapée"]
    milestone.refresh_from_db()
    assert milestone.evidence == ""


def test_an_objective_of_another_agreement_is_no_choice(
    client: Client, agreement: Agreement
) -> None:
    elsewhere = make_objective(make_agreement())
    data = typed(client, agreement, "jalons", **{"0-title": "Jalon", "0-objective": elsewhere.pk})
    response = send(client, agreement, "jalons", data)
    assert "Jalon 1, Objectif : Sélectionnez un choix valide." in section(response, "jalons")


@pytest.mark.parametrize("slug", ["parties", "objectifs", "jalons"])
def test_one_more_line_without_a_script(slug: str, client: Client, agreement: Agreement) -> None:
    """What is typed stays, nothing is judged and nothing is stored."""
    name = {"parties": "shown_as", "objectifs": "cause", "jalons": "evidence"}[slug]
    data = typed(client, agreement, slug, **{f"0-{name}": "Déjà tapé", "add": "1"})
    response = send(client, agreement, slug, data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Erreur\xa0:" not in html
    assert "à corriger" not in html
    again = filled(response, KEY_FIELDS[slug])
    assert again[f"{slug}-TOTAL_FORMS"] == ["2"]
    assert again[f"{slug}-0-{name}"] == ["Déjà tapé"]
    assert again[f"{slug}-1-{name}"] == [""]
    agreement.refresh_from_db()
    assert agreement.version == 1


@pytest.mark.parametrize("total", ["", "x", "-1", "59", "60", "100000", "9" * 10_000])
def test_one_more_line_of_any_count(total: str, client: Client, agreement: Agreement) -> None:
    data = typed(client, agreement, "objectifs", TOTAL_FORMS=total, add="1")
    assert send(client, agreement, "objectifs", data).status_code == 200


def test_blank_lines_are_no_lines(client: Client, agreement: Agreement) -> None:
    for slug in ("parties", "objectifs", "jalons"):
        data = typed(client, agreement, slug, add="1")
        assert data[f"{slug}-TOTAL_FORMS"] == ["0"]
        data = filled(send(client, agreement, slug, data), KEY_FIELDS[slug])
        assert data[f"{slug}-TOTAL_FORMS"] == ["1"]
        assert saved(send(client, agreement, slug, data), agreement, slug)
    assert not agreement.parties.exists()
    assert not agreement.objectives.exists()
    assert not agreement.milestones.exists()
