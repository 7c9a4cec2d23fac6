"""Every fact that was published stands in the data as it was, public, and marked as no fiction."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps

from agreements.models import Activity, Agreement, Contribution, Milestone, Objective, StatusChange
from agreements.money import Money
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.timeline.models import TimelineEntry
from meetings.models import AgendaItem, Decision, FollowUp, Meeting
from members.models import Committee, FormerName, Membership, Organization, Person

pytestmark = pytest.mark.usefixtures("demonstration")

ARBJ = "Administration régionale Baie-James (ARBJ)"
MIFI = "Ministère de l’Immigration, de la Francisation et de l’Intégration (MIFI)"


def first_agreement() -> Agreement:
    return Agreement.objects.get(title="Programme Mobilisation-Diversité")


def test_nothing_but_the_facts_is_unmarked() -> None:
    """All that is not here is fictitious: a fact that is added must be added to this list."""
    unmarked = {
        f"{model._meta.model_name}: {row}"
        for model in apps.get_models()
        if issubclass(model, DemonstrationMarked) and model._meta.app_label != "timeline"
        for row in model.objects.filter(is_demonstration=False)
    }
    assert unmarked == {
        "agendamodel: Séance ordinaire",
        "committee: Table de concertation jamésienne en immigration",
        f"organization: {ARBJ}",
        f"organization: {MIFI}",
        "organization: Bibliothèque et Archives nationales du Québec (BAnQ)",
        "organization: Acteurs de la migration (catégorie)",
        "organization: Chambres de commerce de la région (catégorie)",
        "organization: Organismes locaux voués à la rétention des personnes immigrantes "
        "(catégorie)",
        "membership: Acteurs de la migration (catégorie) · "
        "Table de concertation jamésienne en immigration",
        "membership: Chambres de commerce de la région (catégorie) · "
        "Table de concertation jamésienne en immigration",
        "membership: Organismes locaux voués à la rétention des personnes immigrantes "
        "(catégorie) · Table de concertation jamésienne en immigration",
        "person: Catherine Lagacé",
        "agreement: Programme Mobilisation-Diversité",
        "agreement: Entente spécifique en immigration",
        "activity: Mise sur pied d’une table régionale de concertation en immigration",
        "activity: Formation «\xa0Immigration 101\xa0»",
        "activity: Présentations sur le Nord-du-Québec",
        "activity: Diagnostic territorial en immigration",
        "meeting: Première rencontre de la table régionale de concertation en immigration",
    }


@pytest.mark.parametrize("model", [Committee, Organization, Agreement, Activity, Meeting])
def test_facts_are_public(model: type) -> None:
    facts = model.objects.filter(is_demonstration=False)
    assert set(facts.values_list("visibility", flat=True)) == {"public"}


def test_the_names_of_the_time() -> None:
    assert sorted(
        (former.organization.acronym, str(former), former.held.edtf)
        for former in FormerName.objects.all()
    ) == [
        ("ARBJ", "Conférence régionale des élus de la Baie-James", "../2013-12-31"),
        ("MIFI", "Ministère de l’Immigration et des Communautés culturelles (MICC)", "../2014-04"),
        (
            "MIFI",
            "Ministère de l’Immigration, de la Diversité et de l’Inclusion (MIDI)",
            "2014-04/2019-06",
        ),
    ]
    ministry = Organization.objects.get(acronym="MIFI")
    days = (date(2013, 10, 15), date(2014, 5, 29), date(2020, 1, 1))
    assert [ministry.name_on(day).rpartition(" ")[2] for day in days] == [
        "(MICC)",
        "(MIDI)",
        "(MIFI)",
    ]


def test_the_agreement() -> None:
    agreement = first_agreement()
    assert agreement.get_kind_display() == "entente administrative"
    assert agreement.signed.text == "octobre 2013"
    assert agreement.in_force is None
    assert agreement.get_status_display() == "Terminée, mandat partiellement réalisé"
    assert [str(party) for party in agreement.parties.all()] == [
        "Administration régionale Baie-James "
        "(ARBJ, alors Conférence régionale des élus de la Baie-James)",
        "ministère de l’Immigration, de la Diversité et de l’Inclusion (MIDI, alors MICC)",
    ]
    contributions = Contribution.objects.filter(party__agreement=agreement)
    assert list(contributions.values_list("promised", "form", "is_ceiling")) == [
        (Decimal(50_000), "cash", True),
        (Decimal(50_000), "cash", True),
    ]
    assert Money.of(agreement).total.sums["promised"] == Decimal(100_000)


def test_its_status_says_what_is_not_known() -> None:
    changes = StatusChange.objects.order_by("id")
    assert [(change.status, change.effective.text) for change in changes] == [
        ("signed", "octobre 2013"),
        ("completed_partially", "mars 2015"),
    ]
    assert "Elle ne dit pas quand l’entente a pris fin" in changes.last().reason


def test_the_person_in_charge_is_that_and_nothing_more() -> None:
    person = Person.objects.get(is_demonstration=False)
    assert (str(person), person.function, person.civility) == ("Catherine Lagacé", "", "")
    named = [
        relation.name
        for relation in Person._meta.related_objects
        if relation.field.model.objects.filter(**{relation.field.name: person}).exists()
        and not hasattr(relation.field.model, "pgh_tracked_model")
    ]
    assert named == ["agreements_in_charge"]
    assert list(person.agreements_in_charge.all()) == [first_agreement()]


def test_the_objectives_in_the_words_of_the_agreement_and_where_they_stand() -> None:
    objectives = Objective.objects.filter(agreement=first_agreement())
    assert [
        (objective.text, objective.get_status_display(), objective.is_derived)
        for objective in objectives
    ] == [
        (
            "acquérir les connaissances sur l’état de situation régional de l’immigration",
            "Atteint",
            True,
        ),
        (
            "assurer la concertation des acteurs locaux et régionaux",
            "Partiellement atteint",
            True,
        ),
        (
            "informer les partenaires locaux et régionaux sur le parcours de la personne "
            "immigrante et la politique d’immigration québécoise",
            "Atteint",
            True,
        ),
        ("élaborer un plan d’action préliminaire", "Non amorcé", True),
        ("conclure une entente spécifique en immigration", "Non atteint", False),
    ]
    assert Objective.objects.count() == 5


def test_five_dated_lines_each_once_serve_the_objectives() -> None:
    activities = [
        (
            activity.period.title,
            activity.title,
            [objective.position for objective in activity.objectives.all()],
            [str(organization) for organization in activity.organizations.all()],
            activity.place,
        )
        for activity in Activity.objects.order_by("period__starts_on")
    ]
    assert activities == [
        (
            "Janvier à mars 2014",
            "Mise sur pied d’une table régionale de concertation en immigration",
            [2],
            [],
            "",
        ),
        ("23 avril 2014", "Formation «\xa0Immigration 101\xa0»", [3], [], ""),
        (
            "22 mai et 9 octobre 2014",
            "Présentations sur le Nord-du-Québec",
            [3],
            ["Bibliothèque et Archives nationales du Québec (BAnQ)"],
            "Bibliothèque et Archives nationales du Québec (BAnQ)",
        ),
        ("Juillet 2014 à mars 2015", "Diagnostic territorial en immigration", [1], [], ""),
    ]
    meeting = Meeting.objects.get(is_demonstration=False)
    known = (meeting.date, meeting.starts_at, meeting.place, meeting.mode)
    assert known == (date(2014, 5, 29), None, "", "")
    assert (meeting.agreement, meeting.get_status_display()) == (first_agreement(), "Tenue")
    assert [objective.position for objective in meeting.objectives.all()] == [2]


def test_no_fiction_serves_an_objective_whose_state_is_deduced() -> None:
    """Else the page would give it as the ground of a state; the second is served by facts too."""
    deduced = Objective.objects.filter(is_derived=True).exclude(position=2)
    assert not AgendaItem.objects.filter(objective__in=deduced).exists()
    assert not Decision.objects.filter(objective__in=deduced).exists()
    assert not FollowUp.objects.filter(objective__in=deduced).exists()
    concertation = Objective.objects.get(position=2)
    entries = TimelineEntry.objects.filter(objectivelinks__objective=concertation)
    assert not entries.filter(is_demonstration=True).exists()


def test_the_hoped_for_agreement_is_in_preparation() -> None:
    agreement = Agreement.objects.get(title="Entente spécifique en immigration")
    assert agreement.get_kind_display() == "entente spécifique"
    assert agreement.get_status_display() == "En préparation"
    assert (agreement.earlier, agreement.get_earlier_link_display()) == (
        first_agreement(),
        "découle de",
    )
    assert agreement.signed is None
    assert not Contribution.objects.filter(party__agreement=agreement).exists()
    assert set(Milestone.objects.values_list("agreement", "is_demonstration")) == {
        (agreement.pk, True)
    }


def test_three_categories_are_to_be_invited() -> None:
    memberships = Membership.objects.filter(is_demonstration=False)
    assert [
        (str(membership.organization), membership.get_invitation_display(), membership.visibility)
        for membership in memberships
    ] == [
        ("Acteurs de la migration (catégorie)", "À inviter", "public"),
        ("Chambres de commerce de la région (catégorie)", "À inviter", "public"),
        (
            "Organismes locaux voués à la rétention des personnes immigrantes (catégorie)",
            "À inviter",
            "public",
        ),
    ]
