"""Three consultations by e-mail, one decided, one under way, one a draft: fictitious."""

from datetime import timedelta

from django.utils import timezone

from arbj_portal.demo.data.agreements import Agreements
from arbj_portal.demo.data.people import People
from arbj_portal.demo.dates import Dates
from meetings.actions import close_consultation, open_consultation, record_consultation_answer
from meetings.models import Consultation, ConsultationAnswer, Decision
from members.models import Committee, User

Answer = ConsultationAnswer.Answer


def make_consultations(
    committee: Committee, agreements: Agreements, people: People, dates: Dates, *, by: User
) -> None:
    """What was decided waits for the next meeting, which notes it."""
    decided = Consultation.objects.create(
        committee=committee,
        title="Lettre d’appui au projet de halte d’accueil",
        question="D’APPUYER par une lettre le projet de halte d’accueil de l’Association des "
        "familles de la taïga.",
        context="<p>La demande de financement de l’Association se dépose avant la prochaine "
        "rencontre. La lettre n’engage aucune somme.</p>",
        objective=agreements.conclusion,
        until=dates.days_ago(1),
        state=Consultation.State.OPEN,
        opened_at=timezone.now() - timedelta(days=12),
        opened_by=by,
        created_by=by,
        is_demonstration=True,
    )
    for mandate, answer, comment in (
        (people.chair, Answer.FOR, ""),
        (people.partner, Answer.FOR, "Notre centre offre d’y tenir une permanence."),
        (people.health, Answer.ABSTENTION, "Nous siégeons aussi au comité d’évaluation."),
        (people.sawmill, Answer.FOR, ""),
    ):
        record_consultation_answer(
            by=by, consultation=decided, mandate=mandate, answer=answer, comment=comment
        )
    close_consultation(
        by=by,
        consultation=decided,
        version=Consultation.objects.get(pk=decided.pk).version,
        outcome=Decision.Outcome.UNANIMOUS,
    )
    asked = Consultation.objects.create(
        committee=committee,
        title="Date de la journée d’accueil des familles",
        question="DE TENIR la journée d’accueil des familles le premier samedi de mai, à Chapais.",
        context="<p>La salle doit être réservée ce mois-ci.</p>",
        until=dates.in_days(9),
        created_by=by,
        is_demonstration=True,
    )
    asked = open_consultation(by=by, consultation=asked, version=asked.version)
    record_consultation_answer(by=by, consultation=asked, mandate=people.sawmill, answer=Answer.FOR)
    Consultation.objects.create(
        committee=committee,
        title="Renouvellement de l’abonnement à la visioconférence",
        question="DE RENOUVELER pour un an l’abonnement de la Table à la visioconférence.",
        until=dates.in_days(20),
        created_by=by,
        is_demonstration=True,
    )
