"""What a consultation says to those whom it asks."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from arbj_portal.core.letters import closing, text_of_paragraphs
from arbj_portal.core.rich_text import to_plain
from arbj_portal.core.typography import date_text
from meetings.calls import LINK_TO_COME, quoted
from meetings.models import Consultation, ConsultationLink
from meetings.voices import mandates_asked
from members.models import Representative, User

ONE_VOICE = "Chaque organisme a une voix : la dernière réponse donnée en son nom compte."


@dataclass(frozen=True)
class ConsultationRecap:
    """A consultation as it would leave now: to whom, in which words."""

    subject: str
    text: str
    recipients: list[tuple[Representative, str]]


def recap_of(consultation: Consultation, by: User) -> ConsultationRecap:
    """What the coordination reads before it sends; nothing is written."""
    mandates = list(mandates_asked(consultation))
    text = text_of_question(consultation, mandates[0], by, LINK_TO_COME) if mandates else ""
    return ConsultationRecap(
        subject=subject_of_question(consultation),
        text=text,
        recipients=[(mandate, mandate.person.mail_address) for mandate in mandates],
    )


def subject_of_question(consultation: Consultation) -> str:
    return f"Consultation\N{NO-BREAK SPACE}: {consultation.title}"


def text_of_question(
    consultation: Consultation, mandate: Representative, by: User, link: str
) -> str:
    """What one person receives: the question, until when, and the link to answer."""
    until = date_text(consultation.until)
    titles = [row.document.title for row in consultation.attachments.select_related("document")]
    listed = "\n".join(f"- {title}" for title in titles)
    return letter(
        consultation,
        mandate,
        by,
        f"Entre deux rencontres, une décision est demandée aux membres de l’instance "
        f"{quoted(consultation.committee.name)}. Vous répondez au nom de "
        f"{quoted(organization_of(mandate))}.",
        f"Objet\N{NO-BREAK SPACE}: {consultation.title}",
        f"Décision proposée\N{NO-BREAK SPACE}:\n{consultation.question}",
        to_plain(consultation.context),
        f"Pour répondre sans compte, jusqu’au {until} inclus\N{NO-BREAK SPACE}:\n{link}\n"
        "Ce lien est le vôtre\N{NO-BREAK SPACE}: ne le transmettez pas.",
        listed and f"Documents, à lire par le même lien\N{NO-BREAK SPACE}:\n{listed}",
        ONE_VOICE,
    )


def text_of_result(consultation: Consultation, mandate: Representative, by: User) -> str:
    """What those who were asked learn of its end."""
    decision = consultation.decision
    if decision is None:
        told = [f"Elle est abandonnée. Motif\N{NO-BREAK SPACE}: {consultation.reason}"]
    else:
        votes = f"{decision.get_outcome_display()} ({decision.votes_text})."
        told = [
            f"Décision {decision.number}\N{NO-BREAK SPACE}:\n{decision.text}",
            votes,
            "Elle sera notée à la prochaine rencontre.",
        ]
    opening = f"La consultation {quoted(consultation.title)}, {consultation.span}, est terminée."
    return letter(consultation, mandate, by, opening, *told)


def letter(consultation: Consultation, mandate: Representative, by: User, *paragraphs: str) -> str:
    ending = closing(by, is_demonstration=consultation.is_demonstration)
    return text_of_paragraphs([f"Bonjour {mandate.person},", *paragraphs, *ending])


def organization_of(mandate: Representative) -> str:
    return mandate.membership.organization.name_on(timezone.localdate())


def address_of_link(link: ConsultationLink) -> str:
    return f"{settings.PORTAL_URL}{link.get_absolute_url()}"
