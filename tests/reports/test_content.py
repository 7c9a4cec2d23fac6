"""What a report tells of an agreement, and how two of them differ."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Movement, Objective
from arbj_portal.reports.content import Content, content_of, differences, texts_of
from arbj_portal.reports.models import AccountabilityReport
from tests.agreements.factories import (
    make_action,
    make_activity,
    make_agreement,
    make_movement,
    make_objective,
    period,
)
from tests.meetings.factories import Table
from tests.members.factories import make_organization
from tests.reports.factories import make_full_agreement, make_meeting_of, make_report

pytestmark = pytest.mark.django_db
DASH = "–"


@pytest.fixture
def agreement(table: Table) -> Agreement:
    return make_full_agreement(table)


@pytest.fixture
def report(table: Table, agreement: Agreement) -> AccountabilityReport:
    return make_report(table, agreement)


def rows(content: Content, slug: str, title: str) -> list[list[str]]:
    """The rows of a table in words; none where the section says nothing."""
    return [
        [text.replace("\N{NO-BREAK SPACE}", " ") for text in table.texts(row.values)]
        for part in content.parts
        if part.slug == slug
        for table in part.tables
        if table.title == title
        for row in table.rows
    ]


def test_the_money_stands_with_its_balances(report: AccountabilityReport) -> None:
    content = content_of(report)
    assert rows(content, "money", "Par partie et par nature") == [
        [name, "En argent", "50 000 $", "45 000,50 $", "4 999,50 $"]
        for name in ("ARBJ", "MIDI (alors MICC)")
    ]
    (part,) = [part for part in content.parts if part.slug == "money"]
    assert part.tables[0].total == (
        "Total",
        None,
        Decimal(100_000),
        Decimal("90001.00"),
        Decimal("9999.00"),
    )
    assert part.figures[0].alternative.replace("\N{NO-BREAK SPACE}", " ") == (
        "ARBJ : promise 50 000 $, versée 45 000,50 $. "
        "MIDI (alors MICC) : promise 50 000 $, versée 45 000,50 $."
    )


def test_what_was_said_of_the_money_stands_with_it(table: Table, agreement: Agreement) -> None:
    """The report stops in March 2015; what was used later is another one's."""
    agreement.matching = "equal"
    contribution = agreement.parties.first().contributions.get()
    contribution.is_ceiling, contribution.note = True, "En deux versements"
    contribution.save()
    contribution.movements.update(note="premier versement")
    make_movement(contribution, "used", 60_000, "2014-06")
    make_movement(contribution, "committed", 70_000, "2014-06")
    make_movement(contribution, "planned", 5_000, "2016-06")
    make_movement(contribution, "used", 1, "2016")
    content = content_of(make_report(table, agreement))
    terms = [row[1] for row in rows(content, "money", "Par partie et par nature")]
    assert terms == ["En argent; à hauteur du montant promis; En deux versements", "En argent"]
    moved = [row[1] for row in rows(content, "money", "Mouvements de la période")]
    assert moved == ["Versement; premier versement", "Versement", "Utilisation", "Engagement"]
    years = [row[:2] for row in rows(content, "money", "Par exercice")]
    assert years == [
        ["2013-2014", DASH],
        ["2014-2015", DASH],
        ["2016-2017", "5 000 $"],
        ["Sans exercice", "95 000 $"],
    ]
    (part,) = [part for part in content.parts if part.slug == "money"]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in part.paragraphs] == [
        "Les sommes vont du début de l’entente au 31 mars 2015; les mouvements sont ceux de la "
        "période.",
        "Chaque partie promet autant : règle respectée.",
    ]
    assert rows(content, "variances", "Écarts")[-4:-1] == [
        [
            "Contribution, ARBJ, en argent",
            "À hauteur de 50 000 $",
            "45 000,50 $",
            "En deux versements",
            DASH,
        ],
        [
            "Engagement, ARBJ, en argent",
            "À hauteur de 50 000 $",
            "70 000 $ engagés",
            "En deux versements",
            DASH,
        ],
        ["Utilisation, ARBJ, en argent", "45 000,50 $ versés", "60 000 $ utilisés", DASH, DASH],
    ]


def test_objectives_stand_with_indicators_and_evidence(report: AccountabilityReport) -> None:
    content = content_of(report)
    assert rows(content, "objectives", "Objectifs") == [
        [
            "2",
            "Assurer la concertation",
            "Partiellement atteint",
            "Une seule rencontre.",
            "Réunir la table.",
        ]
    ]
    assert rows(content, "objectives", "Indicateurs") == [
        ["2", "Rencontres", "4", "1", "Rencontres", DASH]
    ]
    assert rows(content, "objectives", "Preuves de la période") == [
        ["2", "23 avril 2014", "Formation", "Formation Immigration 101"]
    ]


@pytest.mark.parametrize(
    ("visibility", "who"),
    [("public", "Les municipalités"), ("partners", "ARBJ, les municipalités")],
)
def test_the_plan_is_told_with_whom_its_readers_may_know(
    visibility: str, who: str, table: Table, agreement: Agreement
) -> None:
    objective = agreement.objectives.get()
    organization = make_organization(acronym="ARBJ", visibility="partners")
    make_action(
        objective,
        text="Réunir la table",
        organization=organization,
        partners="les municipalités",
        period=period("2014-12"),
        status="postponed",
        progress="Faute de quorum.",
    )
    make_action(objective, text="Écrire", period=period("2014-12"))
    content = content_of(make_report(table, agreement, visibility=visibility))
    assert rows(content, "objectives", "Plan d’action") == [
        ["2.1", "Réunir la table", who, "Décembre 2014", "Reportée", "Faute de quorum."],
        ["2.2", "Écrire", DASH, "Décembre 2014", "En retard", DASH],
    ]


def test_what_was_done_and_decided_is_told_in_the_open(
    report: AccountabilityReport, agreement: Agreement
) -> None:
    agreement.activities.update(place="Chapais", description="Deux heures.")
    content = content_of(report)
    assert rows(content, "activities", "Activités") == [
        [
            "23 avril 2014",
            "Formation Immigration 101\nChapais\nDeux heures.",
            "Formation",
            "2",
            DASH,
            "25",
        ]
    ]
    assert rows(content, "meetings", "Rencontres tenues") == [
        ["29 mai 2014", "Première rencontre", DASH]
    ]
    assert rows(content, "meetings", "Présence par organisme") == [
        ["Administration régionale", "1", "1", "100 %"],
        ["Ville de Chapais", "1", "0", "0 %"],
    ]
    assert rows(content, "decisions", "Décisions") == [
        [DASH, "29 mai 2014", "D’ADOPTER les règles.", "Convenue", DASH]
    ]
    assert rows(content, "follow_ups", "Suivis à faire") == [
        ["Rédiger l’aide-mémoire", "Dominique Roy", "29 mai 2014", DASH, "À faire"]
    ]


def test_what_was_not_reached_stands_with_its_cause(report: AccountabilityReport) -> None:
    content = content_of(report)
    assert rows(content, "variances", "Écarts") == [
        [
            "Objectif 2",
            "Atteint",
            "Partiellement atteint",
            "Une seule rencontre.",
            "Réunir la table.",
        ],
        [
            "Objectif 2, Rencontres",
            "4",
            "1",
            "Une seule rencontre.",
            "Réunir la table.",
        ],
        ["Jalon, Plan déposé", "Décembre 2014", "En retard", DASH, DASH],
        ["Contribution, ARBJ, en argent", "50 000 $", "45 000,50 $", DASH, DASH],
        ["Contribution, MIDI (alors MICC), en argent", "50 000 $", "45 000,50 $", DASH, DASH],
    ]
    title, _, fingerprint = rows(content, "annexes", "Documents")[0]
    document = report.agreement.attachments.get().document
    assert (title, fingerprint) == ("Entente signée", document.sha256)


def test_an_objective_never_begun_is_a_variance_once_the_agreement_ended(
    table: Table, agreement: Agreement
) -> None:
    def variances() -> list[str]:
        content = content_of(make_report(table, agreement))
        return [row[0] for row in rows(content, "variances", "Écarts") if "Objectif 4" in row[0]]

    make_objective(agreement, position=4, status="not_started")
    assert variances() == ["Objectif 4"]
    agreement.status = "in_force"
    assert variances() == []


def test_a_substitute_counts_as_presence(table: Table, agreement: Agreement) -> None:
    make_meeting_of(table, agreement, date(2014, 9, 12), "Deuxième", is_replaced=True)
    content = content_of(make_report(table, agreement))
    assert rows(content, "meetings", "Présence par organisme") == [
        ["Administration régionale", "2", "2", "100 %"],
        ["Ville de Chapais", "2", "1", "50 %"],
    ]


def test_only_the_period_counts(table: Table, agreement: Agreement) -> None:
    make_meeting_of(table, agreement, date(2015, 4, 1), "Trop tard")
    make_activity(agreement, title="À cheval", period=period("2013-09/2013-10"))
    make_activity(agreement, title="Après", period=period("2015-04"))
    Movement.objects.filter(contribution__party__shown_as="ARBJ").update(period="2015-04-02")
    content = content_of(make_report(table, agreement))
    told = [row[1] for row in rows(content, "activities", "Activités")]
    assert told == ["À cheval", "Formation Immigration 101"]
    assert [row[1] for row in rows(content, "meetings", "Rencontres tenues")] == [
        "Première rencontre"
    ]
    assert [row[3] for row in rows(content, "money", "Par partie et par nature")] == [
        DASH,
        "45 000,50 $",
    ]


@pytest.mark.parametrize(
    ("visibility", "told"),
    [
        ("public", ["public"]),
        ("partners", ["public", "partners"]),
        ("coordination", ["public", "partners"]),
    ],
)
def test_what_its_readers_may_not_read_is_not_told(
    visibility: str, told: list[str], table: Table, agreement: Agreement
) -> None:
    for level in ("public", "partners", "coordination"):
        make_agreement(
            level,
            earlier=agreement,
            earlier_link="arises_from",
            visibility=level,
            committee=table.committee,
        )
        make_activity(agreement, title=level, visibility=level, period=period("2014-06"))
    make_agreement("ailleurs", earlier=agreement, earlier_link="succeeds", visibility="partners")
    content = content_of(make_report(table, agreement, visibility=visibility))
    titles = [row[1] for row in rows(content, "next_steps", "Ententes qui suivent")]
    assert titles == [level.capitalize() for level in told]
    done = [row[1] for row in rows(content, "activities", "Activités") if row[0] == "Juin 2014"]
    assert done == [level.capitalize() for level in told]
    assert "TAIRE" not in str(texts_of(content.parts))


def test_sections_are_chosen_and_introduced(table: Table, agreement: Agreement) -> None:
    report = make_report(table, agreement)
    report.sections.exclude(section="money").update(is_included=False)
    report.sections.filter(section="money").update(introduction="<p>Voici <em>l’argent</em>.</p>")
    (part,) = content_of(report).parts
    assert (part.slug, part.introduction[0]["tag"]) == ("money", "p")


def test_what_never_happened_says_so(table: Table, agreement: Agreement) -> None:
    agreement.activities.update(is_demonstration=True)
    content = content_of(make_report(table, agreement))
    assert content.masthead.is_demonstration
    assert rows(content, "activities", "Activités")[0][1] == (
        "Formation Immigration 101 (données de démonstration)"
    )


def test_as_many_queries_are_asked_however_much_was_done(
    table: Table, agreement: Agreement
) -> None:
    report = make_report(table, agreement)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            content_of(report)
        return len(captured)

    once = queries()
    for day in range(1, 6):
        make_meeting_of(table, agreement, date(2014, 6, day), f"Rencontre {day}")
        objective = Objective.objects.create(
            agreement=agreement, position=10 + day, text="…", status="met"
        )
        make_activity(agreement, title=f"{day}", period=period("2014")).objectives.add(objective)
    assert queries() == once


def changes(before: Any, after: Any) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [(found.act, found.line, found.cells) for found in differences(before, after)]


def test_differences_tell_what_came_went_and_changed(table: Table, agreement: Agreement) -> None:
    report = make_report(table, agreement)
    report.sections.exclude(section__in=["activities", "summary"]).update(is_included=False)
    before = texts_of(content_of(report).parts)
    assert changes(before, before) == []
    agreement.activities.update(people_reached=30)
    make_activity(agreement, title="Présentations", period=period("2014-10-09"))
    agreement.outcome = "Tout est fait."
    agreement.save()
    after = texts_of(content_of(report).parts)
    assert changes(before, after) == [
        (
            "Changement",
            "Texte",
            [("Texte", "Mandat partiellement réalisé.", "Tout est fait.")],
        ),
        (
            "Changement",
            "23 avril 2014 · Formation Immigration 101 · Formation",
            [("Personnes rejointes", "25", "30")],
        ),
        ("Ajout", "9 octobre 2014 · Présentations · Formation", []),
    ]
    assert [change[0] for change in changes(after, before)] == ["Changement"] * 2 + ["Retrait"]
    assert [change[0] for change in changes([], before)].count("Ajout") == 7
