"""A convocation as a letter, for whoever has no e-mail."""

from meetings.calls import SUBJECTS, enclosures_of, paragraphs_of
from meetings.models import Convocation
from meetings.papers.content import LetterPaper, masthead
from meetings.papers.people import full_name
from meetings.papers.texts import clean
from members.models import Representative, User


def letter_paper(convocation: Convocation, mandate: Representative, by: User) -> LetterPaper:
    """What the mail says, without the link; enclosures are those that are printed with it."""
    meeting, organization = convocation.meeting, mandate.membership.organization
    contact = getattr(organization, "contact", None)
    enclosures = enclosures_of(meeting, convocation.kind, by)
    recipient = [
        full_name(mandate.person),
        clean(mandate.person.function),
        clean(organization.name_on(meeting.date)),
        clean(contact.address) if contact else "",
    ]
    return LetterPaper(
        masthead=masthead(
            meeting, SUBJECTS[convocation.kind], is_demonstration=meeting.is_demonstration
        ),
        recipient=[line for line in recipient if line],
        paragraphs=[clean(text) for text in paragraphs_of(convocation, mandate, enclosures)],
    )
