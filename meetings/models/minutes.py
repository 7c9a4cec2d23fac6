"""The minutes of a meeting: their state, their readers, the comments on their draft."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from agreements.models.agreements import circle_of
from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.roles import SHARED, Visibility, reads_everything
from arbj_portal.core.rules import same_owner
from meetings.models.agenda import AgendaItem
from meetings.models.locks import adopted_stays
from meetings.models.meetings import Meeting, meeting_open_to
from members.models import Committee


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, user: Any) -> "MinutesQuerySet":
        """A draft is the coordination's; a projet the partners', or of those among them who
        attended, as the committee says; the public reads what is adopted and was made public.
        The meeting itself must be visible too."""
        return self.filter(minutes_open_to(user, meeting="meeting__", minutes=""))

    def shared(self) -> "MinutesQuerySet":
        """Those that the partners of a committee read: given to them, of a meeting open to them."""
        return self.filter(minutes_are_shared(meeting="meeting__", minutes=""))

    def waiting(self) -> "MinutesQuerySet":
        """Those of meetings that were held, which nobody adopted yet; the oldest first."""
        return self.exclude(state__in=Minutes.ADOPTED_STATES).order_by("meeting__date", "meeting")

    def taking_comments(self) -> "MinutesQuerySet":
        open_today = Q(comments_until=None) | Q(comments_until__gte=timezone.localdate())
        return self.filter(open_today, state=Minutes.State.PROPOSED)


def minutes_open_to(user: Any, meeting: str, minutes: str | None = None) -> Q:
    """See MinutesQuerySet.visible_to; for the minutes of the meeting at the end of the path.

    Their own path, where it is not the meeting's « minutes ».
    """
    if reads_everything(user):
        return Q()
    own = f"{meeting}minutes__" if minutes is None else minutes
    is_visible = meeting_open_to(user, meeting)
    public = Q(**{f"{own}visibility": Visibility.PUBLIC, f"{own}state__in": Minutes.ADOPTED_STATES})
    if not user.is_authenticated:
        return is_visible & public
    partner = circle_of(user, meeting) & Q(
        **{f"{own}visibility__in": SHARED, f"{own}state__in": Minutes.GIVEN_STATES}
    )
    readers = f"{meeting}committee__projet_readers"
    narrowed = Q(
        **{f"{own}state": Minutes.State.PROPOSED, readers: Committee.ProjetReaders.ATTENDEES}
    )
    attended = Q(**{f"{meeting}pk__in": Meeting.objects.attended_by(user)})
    return is_visible & (public | partner & (~narrowed | attended))


def minutes_are_shared(meeting: str, minutes: str | None = None) -> Q:
    """See MinutesQuerySet.shared; by the same paths."""
    own = f"{meeting}minutes__" if minutes is None else minutes
    return Q(
        **{
            f"{own}state__in": Minutes.GIVEN_STATES,
            f"{own}visibility__in": SHARED,
            f"{meeting}visibility__in": SHARED,
        }
    )


@recorded()
class Minutes(DemonstrationMarked):
    """The record of a meeting: its points' notes, or a file that stands for them."""

    class State(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        PROPOSED = "proposed", "Projet"
        ADOPTED = "adopted", "Adopté"
        ADOPTED_WITH_CHANGES = "adopted_with_changes", "Adopté avec modifications"

    ADOPTED_STATES = {State.ADOPTED, State.ADOPTED_WITH_CHANGES}
    GIVEN_STATES = {State.PROPOSED, *ADOPTED_STATES}
    ALLOWED = {
        State.DRAFT: {State.PROPOSED, State.ADOPTED, State.ADOPTED_WITH_CHANGES},
        State.PROPOSED: {State.DRAFT, State.ADOPTED, State.ADOPTED_WITH_CHANGES},
        State.ADOPTED: set(),
        State.ADOPTED_WITH_CHANGES: set(),
    }

    meeting = models.OneToOneField(
        Meeting,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="minutes",
        verbose_name="rencontre",
    )
    state = ChoiceField("état", choices=State, default=State.DRAFT, editable=False)
    comments_until = models.DateField("commentaires jusqu’au", null=True, blank=True)
    adopted_on = models.DateField("adopté le", null=True, blank=True)
    adopted_by = models.ForeignKey(
        "meetings.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_minutes",
        verbose_name="adopté par la décision",
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="of_minutes",
        verbose_name="fichier qui en tient lieu",
    )
    visibility = visibility_field()
    published_at = models.DateTimeField("rendu public le", null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="rendu public par",
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "procès-verbal"
        verbose_name_plural = "procès-verbaux"
        constraints = [
            models.CheckConstraint(
                name="meetings_minutes_adopted_on",
                condition=Q(state__in=["draft", "proposed"], adopted_on__isnull=True)
                | Q(state__in=["adopted", "adopted_with_changes"], adopted_on__isnull=False),
                violation_error_message="Un procès-verbal adopté porte la date de son adoption.",
            ),
            together("meetings_minutes_published", "published_at", "published_by"),
            models.CheckConstraint(
                name="meetings_minutes_public_once_adopted",
                condition=~Q(visibility="public")
                | Q(state__in=["adopted", "adopted_with_changes"]),
                violation_error_message="Seul un procès-verbal adopté peut être rendu public.",
            ),
            models.CheckConstraint(
                name="meetings_minutes_public_dated",
                condition=Q(visibility="public", published_at__isnull=False)
                | ~Q(visibility="public") & Q(published_at__isnull=True),
                violation_error_message="Un procès-verbal public porte la date de sa publication.",
            ),
            models.CheckConstraint(
                name="meetings_minutes_adopted_by_with_date",
                condition=Q(adopted_by__isnull=True) | Q(adopted_on__isnull=False),
                violation_error_message="Une décision d’adoption en donne la date.",
            ),
        ]
        triggers = [
            adopted_stays(lives_on=["visibility", "published_at", "published_by_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.get_state_display()}"

    @property
    def word(self) -> str:
        """« procès-verbal » or « compte rendu », as the committee says."""
        return self.meeting.committee.get_minutes_word_display()

    @property
    def adoption_word(self) -> str:
        """« adopté » or « approuvé », as the committee says."""
        return self.meeting.committee.get_adoption_word_display()

    @property
    def adoption_act(self) -> str:
        """« adoption » or « approbation »."""
        is_adopted = self.meeting.committee.adoption_word == Committee.AdoptionWord.ADOPTED
        return "adoption" if is_adopted else "approbation"

    @property
    def state_text(self) -> str:
        """« Projet », « Approuvé avec modifications »: the state in the committee's words."""
        adopted = capfirst(self.adoption_word)
        return {
            self.State.ADOPTED: adopted,
            self.State.ADOPTED_WITH_CHANGES: f"{adopted} avec modifications",
        }.get(self.State(self.state), self.get_state_display())

    @property
    def is_adopted(self) -> bool:
        return self.state in self.ADOPTED_STATES

    @property
    def is_adopted_with_changes(self) -> bool:
        return self.state == self.State.ADOPTED_WITH_CHANGES

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_published(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def may_be_published(self) -> bool:
        """Adopted, of a meeting that everybody reads, and not public yet."""
        is_open = self.meeting.visibility == Visibility.PUBLIC
        return self.is_adopted and is_open and not self.is_published

    @property
    def takes_comments(self) -> bool:
        """A projet, until the day that the coordination gave, that day included."""
        until = self.comments_until
        return self.is_proposed and (until is None or until >= timezone.localdate())

    def may_become(self, state: str) -> bool:
        return state in self.ALLOWED[self.State(self.state)]


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Any) -> "CommentQuerySet":
        """The coordination's, and each author's own."""
        if reads_everything(user):
            return self
        return self.filter(author=user.pk)


@recorded()
class Comment(models.Model):
    """What a partner asks to be corrected in the draft of minutes."""

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="comments", verbose_name="procès-verbal"
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name="point",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="auteur"
    )
    text = models.TextField("commentaire", max_length=4000)
    created_at = models.DateTimeField("écrit le", auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "commentaire"
        ordering = ["created_at", "id"]
        constraints = [not_blank("meetings_comment_text", "text", "Écrivez votre commentaire.")]
        triggers = [
            same_owner(
                "agenda_item_of_same_meeting",
                through="agenda_item_id",
                table="meetings_agendaitem",
                owner="meeting_id",
                own="minutes_id",
                message="Un commentaire porte sur un point de la même rencontre.",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
