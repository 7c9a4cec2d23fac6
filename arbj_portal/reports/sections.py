"""Each section of a report, read from all rooms as whoever is handed it may read."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from agreements.models import Contribution, Movement
from agreements.money import Money
from agreements.money import Row as Sums
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import amount_text, date_text
from arbj_portal.reports.evidence import evidence_of
from arbj_portal.reports.models import Section
from arbj_portal.reports.scope import Scope, named
from arbj_portal.reports.tables import Bar, Column, Figure, Kind, Part, part, table
from arbj_portal.reports.variances import variances
from meetings.models import FollowUp
from members.models import Organization


def summary(scope: Scope) -> Part:
    agreement = scope.agreement
    since = agreement.status_changes.standing().first()
    status = agreement.get_status_display()
    told = [
        ("Entente", agreement.title),
        ("Type", capfirst(agreement.get_kind_display())),
        ("Numéro", agreement.number),
        ("Programme", agreement.programme),
        ("Parties", "; ".join(str(party) for party in scope.money.parties)),
        ("Signée", agreement.signed),
        ("Période visée", agreement.in_force),
        ("Période du rapport", scope.period),
        ("État", f"{status}, {since.effective.text}" if since else status),
        ("Responsable", str(agreement.person_in_charge or "")),
    ]
    rows = [(label, label, value) for label, value in told if value]
    columns = [Column("Renseignement", width=1), Column("Valeur", width=3)]
    paragraphs = [text for text in (agreement.purpose, agreement.outcome) if text]
    return part(Section.SUMMARY, [table("L’entente", columns, rows)], paragraphs=paragraphs)


def money(scope: Scope) -> Part:
    sums = scope.money
    amounts = [Column(label, Kind.AMOUNT) for label in sums.labels]
    parties = [
        (
            f"contribution-{row.of.pk}",
            str(row.of.party),
            terms(row.of),
            *amounts_of(row),
        )
        for row in sums.by_contribution
    ]
    years = [(row.of, row.of, *amounts_of(row)) for row in sums.by_fiscal_year]
    moved = [
        (f"mouvement-{row.pk}", row.period, what(row), who(row), row.amount)
        for row in sums.movements
        if row.period.overlaps(*scope.days)
    ]
    total = tuple(amounts_of(sums.total))
    tables = [
        table(
            "Par partie et par nature",
            [Column("Partie", width=4), Column("Nature", width=3), *amounts],
            parties,
            total=("Total", None, *total),
        ),
        table(
            "Par exercice",
            [Column("Exercice"), *amounts],
            years if sums.movements else [],
            total=("Total", *total),
        ),
        table(
            "Mouvements de la période",
            [
                Column("Quand"),
                Column("Mouvement", width=3),
                Column("De qui", width=4),
                Column("Montant", Kind.AMOUNT),
            ],
            moved,
        ),
    ]
    said = list(sentences(scope))
    return part(Section.MONEY, tables, figures=list(pictures(sums)), paragraphs=said)


def sentences(scope: Scope) -> Iterator[str]:
    """Whether the parties keep the rule that they agreed on; which time the sums are of."""
    sums, (_, last) = scope.money, scope.days
    if sums.movements and last:
        yield (
            f"Les sommes vont du début de l’entente au {date_text(last)}; les mouvements sont ceux "
            "de la période."
        )
    if sums.agreement.matching:
        kept = "respectée" if sums.keeps_rule else "non respectée"
        rule = capfirst(sums.agreement.get_matching_display())
        yield f"{rule}\N{NO-BREAK SPACE}: règle {kept}."


def terms(contribution: Contribution) -> str:
    """Its nature, and what else was said of the promise."""
    ceiling = "à hauteur du montant promis" if contribution.is_ceiling else ""
    return "; ".join(filter(None, [contribution.get_form_display(), ceiling, contribution.note]))


def amounts_of(row: Sums) -> list[Decimal | None]:
    return [amount for _, amount in row.cells]


def what(movement: Movement) -> str:
    return "; ".join(filter(None, [movement.get_kind_display(), movement.note]))


def who(movement: Movement) -> str:
    return named(movement, str(movement.contribution))


def pictures(sums: Money) -> Iterator[Figure]:
    """What each party promised, paid and used; nothing before something moved."""
    if not sums.movements:
        return
    groups = [
        (
            capfirst(str(party)),
            [Bar(bar.label, amount_text(bar.amount), float(bar.width)) for bar in bars],
        )
        for party, bars in sums.picture
    ]
    said = [
        f"{party} : " + ", ".join(f"{bar.label.lower()} {bar.text}" for bar in bars)
        for party, bars in groups
    ]
    forms = ", en argent et en nature" if sums.mixes_forms else ""
    caption = f"De chaque partie{forms}, à la même échelle"
    yield Figure(caption, ". ".join(said) + ".", groups)


def objectives(scope: Scope) -> Part:
    states = [
        (
            f"objectif-{row.position}",
            row.position,
            capfirst(row.text),
            row.get_status_display(),
            row.cause,
            row.follow_up,
        )
        for row in scope.objectives
    ]
    measures = [
        (
            f"indicateur-{indicator.pk}",
            row.position,
            indicator.name,
            indicator.target,
            indicator.actual,
            indicator.unit,
            indicator.measured,
        )
        for row in scope.objectives
        for indicator in row.indicators.all()
    ]
    evidence = evidence_of(scope.objectives, scope.readable)
    proofs = [
        (
            f"{row.position} {piece.kind} {piece.url}",
            row.position,
            piece.when,
            piece.kind,
            named(piece, piece.title),
        )
        for row in scope.objectives
        for piece in reversed(evidence[row.pk])
        if piece.when.overlaps(*scope.days)
    ]
    number = Column("N°", Kind.NUMBER, width=1)
    return part(
        Section.OBJECTIVES,
        [
            table(
                "Objectifs",
                [
                    number,
                    Column("Objectif", width=5),
                    Column("État", width=3),
                    Column("Cause", width=5),
                    Column("Suite", width=5),
                ],
                states,
            ),
            table(
                "Indicateurs",
                [
                    number,
                    Column("Indicateur", width=5),
                    Column("Cible", Kind.NUMBER),
                    Column("Résultat", Kind.NUMBER),
                    Column("Unité"),
                    Column("Mesuré"),
                ],
                measures,
            ),
            table(
                "Preuves de la période",
                [
                    number,
                    Column("Quand", width=3),
                    Column("Nature", width=3),
                    Column("Titre", width=7),
                ],
                proofs,
            ),
            table("Plan d’action", ACTION_COLUMNS, list(actions(scope))),
        ],
    )


ACTION_COLUMNS = [
    Column("N°", width=1),
    Column("Action", width=6),
    Column("Qui", width=4),
    Column("Quand", width=3),
    Column("État", width=3),
    Column("Avancement", width=5),
]


def actions(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for row in scope.actions:
        who = [row.organization.short_name if row.shows_organization else "", row.partners]
        yield (
            f"action-{row.pk}",
            row.reference,
            named(row, row.text),
            ", ".join(filter(None, who)),
            row.period,
            "En retard" if row.is_late else row.get_status_display(),
            row.progress,
        )


def milestones(scope: Scope) -> Part:
    rows = [
        (
            f"jalon-{row.pk}",
            named(row, row.title),
            row.objective and row.objective.position,
            row.target,
            row.actual,
            "En retard" if row.is_late else row.get_status_display(),
            "; ".join(str(link.depends_on) for link in row.dependencies.all()),
            "\n".join(filter(None, [row.evidence, *(str(p.attachment) for p in row.proofs.all())])),
        )
        for row in scope.milestones
    ]
    columns = [
        Column("Jalon", width=4),
        Column("Objectif", Kind.NUMBER),
        Column("Prévu"),
        Column("Atteint"),
        Column("État"),
        Column("Attend", width=3),
        Column("Preuve", width=4),
    ]
    return part(Section.MILESTONES, [table("Jalons", columns, rows)])


def activities(scope: Scope) -> Part:
    rows = [
        (
            f"activite-{row.pk}",
            row.period,
            "\n".join(filter(None, [named(row, row.title), row.place, row.description])),
            row.get_kind_display(),
            ", ".join(str(objective.position) for objective in row.objectives.all()),
            "; ".join(str(organization) for organization in row.organizations.all()),
            row.people_reached,
        )
        for row in scope.activities
    ]
    reached = [row.people_reached for row in scope.activities if row.people_reached is not None]
    columns = [
        Column("Quand", width=3),
        Column("Activité", width=5),
        Column("Type", width=3),
        Column("Objectifs"),
        Column("Organismes", width=4),
        Column("Personnes rejointes", Kind.NUMBER),
    ]
    total = ("Total", None, None, None, None, sum(reached)) if reached else None
    return part(Section.ACTIVITIES, [table("Activités", columns, rows, total=total)])


def meetings(scope: Scope) -> Part:
    held = [
        (f"rencontre-{row.pk}", row.date, named(row, row.title), row.place)
        for row in scope.meetings
    ]
    return part(
        Section.MEETINGS,
        [
            table(
                "Rencontres tenues",
                [
                    Column("Date", Kind.DAY),
                    Column("Rencontre", width=5),
                    Column("Lieu", width=3),
                ],
                held,
            ),
            table(
                "Présence par organisme",
                [
                    Column("Organisme", width=5),
                    Column("Rencontres", Kind.NUMBER),
                    Column("Présences", Kind.NUMBER),
                    Column("Taux", Kind.SHARE),
                ],
                attendance(scope),
            ),
        ],
    )


def attendance(scope: Scope) -> list[tuple[Any, ...]]:
    """For each organisation: the meetings where its attendance was taken, those where somebody
    sat for it (a substitute counts), and the share of these, by name."""
    rows = scope.readable.attendances.filter(
        meeting__in=[row.pk for row in scope.meetings], representative__isnull=False
    ).select_related("representative__membership__organization")
    taken: defaultdict[Organization, dict[int, bool]] = defaultdict(dict)
    row: Any
    for row in rows:
        meetings_of = taken[row.representative.membership.organization]
        there = row.is_there or row.replaced_by_id is not None
        meetings_of[row.meeting_id] = meetings_of.get(row.meeting_id, False) or there
    return [
        (
            f"organisme-{organization.pk}",
            str(organization),
            len(sat),
            sum(sat.values()),
            Decimal(100 * sum(sat.values())) / len(sat),
        )
        for organization, sat in sorted(taken.items(), key=lambda item: str(item[0]).casefold())
    ]


def decisions(scope: Scope) -> Part:
    rows = []
    for row in scope.decisions:
        point = row.agenda_item
        objective = row.objective or (point.objective if point else None)
        number = objective.position if objective else None
        key = f"decision-{row.number or row.pk}"
        told = row.get_outcome_display(), number
        rows.append((key, row.number, row.on_day, named(row, row.text), *told))
    columns = [
        Column("Numéro", width=3),
        Column("Date", Kind.DAY),
        Column("Décision", width=6),
        Column("Résultat", width=3),
        Column("Objectif", Kind.NUMBER),
    ]
    return part(Section.DECISIONS, [table("Décisions", columns, rows)])


def follow_ups(scope: Scope) -> Part:
    columns = [
        Column("Suivi", width=5),
        Column("Qui", width=3),
        Column("Rencontre du", Kind.DAY),
        Column("Pour le", Kind.DAY),
        Column("État"),
    ]
    titles = {True: "Suivis à faire", False: "Suivis faits ou sans objet"}
    return part(
        Section.FOLLOW_UPS,
        [
            table(title, columns, [told(row) for row in scope.follow_ups if row.is_open is is_open])
            for is_open, title in titles.items()
        ],
    )


def told(follow_up: FollowUp) -> tuple[Any, ...]:
    return (
        f"suivi-{follow_up.pk}",
        named(follow_up, follow_up.text),
        str(follow_up.person or follow_up.organization or ""),
        follow_up.agenda_item.meeting.date,
        follow_up.due_on,
        follow_up.get_status_display(),
    )


def next_steps(scope: Scope) -> Part:
    own = scope.agreement
    # Partners of this agreement are those of another by its committee, or not at all.
    open_here = Q(visibility=Visibility.PUBLIC) | Q(committee=own.committee_id)
    later = scope.readable.agreements.filter(open_here, earlier=own).order_by("pk")
    rows = [
        (f"entente-{row.pk}", capfirst(row.inverse_link), row.title, row.get_status_display())
        for row in later
    ]
    columns = [Column("Lien"), Column("Entente", width=4), Column("État", width=2)]
    told = [own.next_steps] if own.next_steps else []
    return part(Section.NEXT_STEPS, [table("Ententes qui suivent", columns, rows)], paragraphs=told)


def annexes(scope: Scope) -> Part:
    rows = [
        (
            f"document-{row.pk}",
            named(row, row.title),
            date_text(timezone.localdate(row.uploaded_at)),
            row.sha256,
        )
        for row in scope.documents
    ]
    columns = [
        Column("Document", width=4),
        Column("Déposé le", width=2),
        Column("Empreinte SHA-256", Kind.CODE, width=5),
    ]
    return part(Section.ANNEXES, [table("Documents", columns, rows)])


BUILDERS: dict[str, Callable[[Scope], Part]] = {
    Section.SUMMARY: summary,
    Section.MONEY: money,
    Section.OBJECTIVES: objectives,
    Section.MILESTONES: milestones,
    Section.ACTIVITIES: activities,
    Section.MEETINGS: meetings,
    Section.DECISIONS: decisions,
    Section.FOLLOW_UPS: follow_ups,
    Section.VARIANCES: variances,
    Section.NEXT_STEPS: next_steps,
    Section.ANNEXES: annexes,
}
