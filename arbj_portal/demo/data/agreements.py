"""The agreement of 2013 and the one hoped for, as they were published; milestones are invented."""

from dataclasses import dataclass
from decimal import Decimal

from agreements.models import (
    Activity,
    ActivityObjective,
    ActivityOrganization,
    Agreement,
    Contribution,
    Milestone,
    Movement,
    Objective,
    Party,
    StatusChange,
)
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Visibility
from arbj_portal.demo.data.organizations import Organizations
from arbj_portal.demo.dates import Dates
from members.models import Committee, Person


@dataclass(frozen=True)
class Agreements:
    """The first agreement with those of its objectives that other modules name, and the next."""

    first: Agreement
    knowledge: Objective
    concertation: Objective
    information: Objective
    conclusion: Objective
    hoped_for: Agreement


def make_agreements(
    committee: Committee, organizations: Organizations, person_in_charge: Person
) -> Agreements:
    first = make_first_agreement(committee, person_in_charge)
    make_parties(first, organizations)
    make_status_changes(first)
    knowledge, concertation, information, _, conclusion = make_objectives(first)
    agreements = Agreements(
        first=first,
        knowledge=knowledge,
        concertation=concertation,
        information=information,
        conclusion=conclusion,
        hoped_for=make_hoped_for_agreement(committee, organizations, first),
    )
    make_activities(agreements, organizations)
    return agreements


def make_first_agreement(committee: Committee, person_in_charge: Person) -> Agreement:
    return Agreement.objects.create(
        title="Programme Mobilisation-Diversité",
        kind=Agreement.Kind.ADMINISTRATIVE,
        programme="Programme Mobilisation-Diversité",
        status=Agreement.Status.COMPLETED_PARTIALLY,
        committee=committee,
        person_in_charge=person_in_charge,
        signed=Period.from_edtf("2013-10"),
        purpose=(
            "Préparer le terrain pour qu’une entente spécifique en immigration puisse un jour être "
            "signée pour le territoire de la Baie-James.\n\n"
            "Le programme demandait de préciser les enjeux et les buts en matière d’immigration, "
            "d’ouverture à la diversité, de relations interculturelles et de pleine participation "
            "des personnes immigrantes au développement du Québec."
        ),
        outcome=(
            "L’Administration régionale Baie-James reconnaît que le mandat prévu n’a été réalisé "
            "qu’en partie. Au moment de ce constat, aucune entente spécifique n’était signée avec "
            "le ministère."
        ),
        next_steps=(
            "Reprendre les travaux avec la Table de concertation jamésienne en immigration, après "
            "y avoir invité trois catégories d’acteurs : ceux de la migration, les organismes "
            "locaux voués à la rétention des personnes immigrantes et les chambres de commerce de "
            "la région.\n\n"
            "Travailler à une entente avec le ministère dans l’année suivant ce constat."
        ),
        visibility=Visibility.PUBLIC,
    )


def make_parties(agreement: Agreement, organizations: Organizations) -> None:
    """Both under the names by which the page calls them, with those of the day of signing."""
    parties = Party.objects.bulk_create(
        [
            Party(
                agreement=agreement,
                organization=organizations.administration,
                shown_as=(
                    "Administration régionale Baie-James "
                    "(ARBJ, alors Conférence régionale des élus de la Baie-James)"
                ),
                position=1,
            ),
            Party(
                agreement=agreement,
                organization=organizations.ministry,
                shown_as=(
                    "ministère de l’Immigration, de la Diversité et de l’Inclusion "
                    "(MIDI, alors MICC)"
                ),
                position=2,
            ),
        ]
    )
    contributions = Contribution.objects.bulk_create(
        Contribution(party=party, promised=Decimal(50_000), is_ceiling=True) for party in parties
    )
    make_movements(contributions)


def make_movements(contributions: list[Contribution]) -> None:
    """Fictitious: what was planned, paid and used of the promises, over two fiscal years."""
    kind = Movement.Kind
    Movement.objects.bulk_create(
        Movement(
            contribution=contribution,
            kind=moved,
            amount=Decimal(amount),
            period=Period.from_edtf(when),
            is_demonstration=True,
        )
        for contribution in contributions
        for moved, amount, when in (
            (kind.PLANNED, 30_000, "2013-11"),
            (kind.PLANNED, 20_000, "2014-06"),
            (kind.COMMITTED, 50_000, "2013-11"),
            (kind.PAID, 30_000, "2013-12-02"),
            (kind.PAID, 15_000, "2014-07-15"),
            (kind.USED, 24_500, "2014-03"),
            (kind.USED, "18250.40", "2015-03"),
        )
    )


def make_status_changes(agreement: Agreement) -> None:
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                agreement=agreement,
                status=Agreement.Status.SIGNED,
                effective=Period.from_edtf("2013-10"),
                reason="Signature de l’entente par les deux parties.",
            ),
            StatusChange(
                agreement=agreement,
                status=Agreement.Status.COMPLETED_PARTIALLY,
                effective=Period.from_edtf("2015-03"),
                reason=(
                    "L’Administration régionale reconnaît que le mandat n’a pas été réalisé en "
                    "entier. Elle ne dit pas quand l’entente a pris fin : mars 2015 est la fin de "
                    "la dernière activité qu’elle énumère."
                ),
            ),
        ]
    )


def make_objectives(agreement: Agreement) -> list[Objective]:
    """The words are the agreement's; every state but the last follows from what is listed."""
    status = Objective.Status
    return Objective.objects.bulk_create(
        [
            Objective(
                agreement=agreement,
                position=1,
                text="acquérir les connaissances sur l’état de situation régional de l’immigration",
                status=status.MET,
                is_derived=True,
            ),
            Objective(
                agreement=agreement,
                position=2,
                text="assurer la concertation des acteurs locaux et régionaux",
                status=status.PARTIALLY_MET,
                is_derived=True,
                cause=(
                    "La table a été mise sur pied et s’est réunie une première fois, mais "
                    "l’Administration régionale reconnaît que le mandat n’a pas été réalisé en "
                    "entier."
                ),
                follow_up=(
                    "Elle compte reprendre les travaux de la Table de concertation jamésienne en "
                    "immigration, après y avoir invité d’autres acteurs."
                ),
            ),
            Objective(
                agreement=agreement,
                position=3,
                text=(
                    "informer les partenaires locaux et régionaux sur le parcours de la personne "
                    "immigrante et la politique d’immigration québécoise"
                ),
                status=status.MET,
                is_derived=True,
            ),
            Objective(
                agreement=agreement,
                position=4,
                text="élaborer un plan d’action préliminaire",
                status=status.NOT_STARTED,
                is_derived=True,
            ),
            Objective(
                agreement=agreement,
                position=5,
                text="conclure une entente spécifique en immigration",
                status=status.NOT_MET,
                cause="Aucune entente n’était encore signée avec le ministère lors du constat.",
                follow_up=(
                    "L’Administration régionale souhaite y travailler dans l’année suivant ce "
                    "constat : voir l’entente spécifique en préparation."
                ),
            ),
        ]
    )


def make_activities(agreements: Agreements, organizations: Organizations) -> None:
    """All that is listed but the first meeting, which is a meeting and stands there alone."""
    kind = Activity.Kind

    def done(title: str, kind: Activity.Kind, edtf: str, place: str = "") -> Activity:
        return Activity.objects.create(
            agreement=agreements.first,
            title=title,
            kind=kind,
            period=Period.from_edtf(edtf),
            place=place,
            visibility=Visibility.PUBLIC,
        )

    setting_up = done(
        "Mise sur pied d’une table régionale de concertation en immigration",
        kind.SETTING_UP,
        "2014-01/2014-03",
    )
    training = done("Formation « Immigration 101 »", kind.TRAINING, "2014-04-23")
    presentations = done(
        "Présentations sur le Nord-du-Québec",
        kind.PRESENTATION,
        "{2014-05-22,2014-10-09}",
        place=str(organizations.national_library),
    )
    diagnosis = done("Diagnostic territorial en immigration", kind.DIAGNOSIS, "2014-07/2015-03")
    ActivityObjective.objects.bulk_create(
        [
            ActivityObjective(activity=setting_up, objective=agreements.concertation),
            ActivityObjective(activity=training, objective=agreements.information),
            ActivityObjective(activity=presentations, objective=agreements.information),
            ActivityObjective(activity=diagnosis, objective=agreements.knowledge),
        ]
    )
    ActivityOrganization.objects.create(
        activity=presentations, organization=organizations.national_library
    )


def make_hoped_for_agreement(
    committee: Committee, organizations: Organizations, earlier: Agreement
) -> Agreement:
    agreement = Agreement.objects.create(
        title="Entente spécifique en immigration",
        kind=Agreement.Kind.SPECIFIC,
        committee=committee,
        purpose=(
            "Rien n’est signé : l’Administration régionale Baie-James souhaite travailler avec le "
            "ministère à une entente spécifique en immigration."
        ),
        earlier=earlier,
        earlier_link=Agreement.Link.ARISES_FROM,
        visibility=Visibility.PUBLIC,
    )
    Party.objects.bulk_create(
        [
            Party(agreement=agreement, organization=organizations.administration, position=1),
            Party(
                agreement=agreement,
                organization=organizations.ministry,
                shown_as=(
                    "ministère de l’Immigration, de la Diversité et de l’Inclusion "
                    "(MIDI, aujourd’hui MIFI)"
                ),
                position=2,
            ),
        ]
    )
    return agreement


def make_milestones(agreement: Agreement, responsible: Person, dates: Dates) -> None:
    """Fictitious: one reached, one late, one to come; each waits for the one before."""
    status = Milestone.Status
    resumed, agreed, proposed = Milestone.objects.bulk_create(
        [
            Milestone(
                agreement=agreement,
                position=1,
                title="Travaux de la Table repris",
                target=dates.month(-2),
                actual=Period.from_edtf(dates.last_meeting.isoformat()),
                status=status.MET,
                responsible=responsible,
                evidence="Deuxième rencontre de la Table.",
                is_demonstration=True,
            ),
            Milestone(
                agreement=agreement,
                position=2,
                title="Priorités communes arrêtées avec les membres",
                target=dates.month(-1),
                status=status.SCHEDULED,
                responsible=responsible,
                is_demonstration=True,
            ),
            Milestone(
                agreement=agreement,
                position=3,
                title="Proposition d’entente transmise au ministère",
                target=dates.month(5),
                status=status.SCHEDULED,
                responsible=responsible,
                is_demonstration=True,
            ),
        ]
    )
    agreed.dependencies.create(depends_on=resumed)
    proposed.dependencies.create(depends_on=agreed)
