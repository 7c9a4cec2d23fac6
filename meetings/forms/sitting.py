"""The small forms of a sitting: each tells one thing, over the version that was read of it."""

from typing import Any

from django import forms

from arbj_portal.core.form_layout import PortalFormHelper, TimeInput
from arbj_portal.core.forms import PortalForm, SubmissionMixin
from meetings.actions.in_session import may_move
from meetings.actions.roll_call import Movement
from meetings.forms.attendance import TimesMixin, with_seconds
from meetings.forms.choices import Choices, SharedChoices
from meetings.forms.outcomes import (
    DecisionFields,
    FollowUpFields,
    decision_row,
    follow_up_row,
)
from meetings.forms.steps import ReasonForm, StepForm
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Stance
from meetings.quorum import was_there
from members.models import Representative

NONE = "none"
MOST = 2**31 - 1
NOW_IF_EMPTY = "Laissée vide, c’est l’heure de maintenant."


class HourForm(StepForm):
    """A step that is taken at an hour: that of now where none is told."""

    hour: str

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.meeting = meeting

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.hour not in self.errors and cleaned.get(self.hour) is None:
            cleaned[self.hour] = self.meeting.now
        return cleaned


class BeginForm(HourForm):
    """When the sitting opens; before its day, that it is held today all the same."""

    step, submit, hour = "sitting_begin", "Ouvrir la séance", "opened_at"

    opened_at = forms.TimeField(
        label="Ouverte à", required=False, widget=TimeInput, help_text=NOW_IF_EMPTY
    )
    is_today = forms.BooleanField(label="Tenir la rencontre aujourd’hui", required=False)

    def __init__(self, *args: Any, is_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["is_today"]


class EndForm(HourForm):
    """When the sitting is adjourned."""

    step, submit, hour = "sitting_end", "Lever la séance", "adjourned_at"

    adjourned_at = forms.TimeField(
        label="Levée à", required=False, widget=TimeInput, help_text=NOW_IF_EMPTY
    )


class CloseForm(StepForm):
    """Closing a meeting: nothing but the version that was read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(submit="Clôturer la rencontre", cancel_url=self.cancel_url)


class ReopenForm(ReasonForm):
    """Why the record of a closed meeting is taken up again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, submit="Rouvrir la rencontre", **kwargs)
        self.fields["reason"].help_text = "L’historique de la rencontre le garde."


class LineForm(PortalForm):
    """Something of a line of the attendance list; version 0 where nothing is recorded."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)


class MarkForm(LineForm):
    """One click: what somebody is, or what they do now."""

    act = forms.ChoiceField(
        choices=[
            *Attendance.Status.choices,
            (NONE, ""),
            *((movement.value, "") for movement in Movement),
        ]
    )


class TimesForm(TimesMixin, LineForm):
    """When somebody came, went out, came back and left; an exit without its hour is none."""

    def __init__(self, *args: Any, attendance: Attendance, **kwargs: Any) -> None:
        ways = list(attendance.exits.all())
        initial = {
            "version": attendance.version,
            "arrived_at": attendance.arrived_at,
            "left_at": attendance.left_at,
        }
        for rank, way in enumerate(ways):
            initial |= {f"out_{rank}": way.left_at, f"back_{rank}": way.returned_at}
        super().__init__(*args, initial=initial, **kwargs)
        self.count = len(ways) + 1
        for rank in range(self.count):
            other = "Autre sortie" if rank else "Sortie"
            for name, label in ((f"out_{rank}", f"{other} à"), (f"back_{rank}", "Retour à")):
                self.fields[name] = forms.TimeField(label=label, required=False, widget=TimeInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for rank in range(self.count):
            out, back = f"out_{rank}", f"back_{rank}"
            for name in (out, back):
                cleaned[name] = with_seconds(cleaned.get(name), self.initial.get(name))
            if cleaned[back] and not cleaned[out] and out not in self.errors:
                self.add_error(out, "Donnez aussi l’heure de la sortie.")
            elif cleaned[back] and cleaned[back] < cleaned[out]:
                self.add_error(back, "Le retour vient après la sortie.")
        return cleaned

    def times(self) -> dict[str, Any]:
        told = self.cleaned_data
        exits = [(told[f"out_{rank}"], told[f"back_{rank}"]) for rank in range(self.count)]
        return {
            "version": told["version"],
            "arrived_at": told["arrived_at"],
            "left_at": told["left_at"],
            "exits": sorted((pair for pair in exits if pair[0]), key=lambda pair: pair[0]),
        }


class ReplacementForm(LineForm):
    """Who sits in the place of somebody: one of the organisation, or a name; nobody where empty."""

    substitute = forms.ModelChoiceField(
        Representative.objects.none(),
        label="Remplacement par",
        required=False,
        empty_label="Personne de la liste",
    )
    name = forms.CharField(
        label="Ou prénom et nom", max_length=160, required=False, help_text="Hors de la liste."
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = colleagues
        self.fields["substitute"].label_from_instance = lambda mandate: str(mandate.person)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("substitute") and cleaned.get("name"):
            self.add_error("name", "Choisissez dans la liste, ou écrivez un nom; pas les deux.")
        return cleaned


class SittingGuestForm(PortalForm):
    """Somebody who comes without a seat."""

    name = forms.CharField(label="Prénom et nom", max_length=160)
    organization = forms.CharField(label="Organisme", max_length=200, required=False)
    is_remote = forms.BooleanField(label="À distance", required=False)


class PublicForm(PortalForm):
    """How many of the public are there, over the count that was read."""

    known = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=9999
    )
    count = forms.IntegerField(
        label="Personnes du public", required=False, min_value=0, max_value=9999
    )


class PointForm(PortalForm):
    """What becomes of a point, or its clock."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    act = forms.ChoiceField(
        choices=[*AgendaItem.Outcome.choices, (NONE, ""), ("start", ""), ("stop", "")]
    )


class VersionForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)


class SittingDecisionForm(SubmissionMixin, DecisionFields):
    """A decision as it is taken; its people are attendances, by their keys."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST
    )
    asked_at = forms.TimeField(widget=forms.HiddenInput, required=False)  # with its seconds
    dissent = forms.MultipleChoiceField(
        label="Inscrivent leur dissidence", required=False, widget=forms.CheckboxSelectMultiple
    )
    withdrawal = forms.MultipleChoiceField(
        label="Se retirent pour intérêt", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        people: list[Attendance],
        decision: Decision | None = None,
        **kwargs: Any,
    ) -> None:
        """people: all who were there at some time."""
        kwargs["initial"] = first_told(meeting, decision)
        super().__init__(*args, **kwargs)
        self.people = {str(row.pk): row for row in people}
        names = [(key, str(row)) for key, row in self.people.items()]
        self.offer([("", "Choisir…"), *offered(meeting, people, decision)])
        if decision:  # those who were there then, whoever comes and goes now
            for name in ("moved_by", "seconded_by"):
                del self.fields[name].widget.attrs["data-attending"]
        for kind in Stance.Kind.values:
            self.fields[kind].choices = names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["taken_at"] = with_seconds(cleaned.get("taken_at"), cleaned.get("asked_at"))
        withdrawn = set(cleaned.get(Stance.Kind.WITHDRAWAL, []))
        for name in ("moved_by", "seconded_by"):
            if cleaned.get(name) in withdrawn:
                self.add_error(name, "Cette personne se retire pour ce point.")
        if withdrawn & set(cleaned.get(Stance.Kind.DISSENT, [])):
            self.add_error(
                Stance.Kind.DISSENT, "On se retire, ou l’on inscrit sa dissidence; pas les deux."
            )
        return cleaned

    @property
    def tells_stances(self) -> bool:
        return any(self[kind].value() or self[kind].errors for kind in Stance.Kind.values)

    def decision(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        return {
            "submission": told["submission"],
            "version": told["version"] or 0,
            "values": self.values(),
            "moved_by": self.people.get(told["moved_by"]),
            "seconded_by": self.people.get(told["seconded_by"]),
            "stances": {
                kind: [self.people[key] for key in told[kind]] for kind in Stance.Kind.values
            },
        }


def first_told(meeting: Meeting, decision: Decision | None) -> dict[str, Any]:
    """What the form of a decision begins with: taken now, while the sitting goes on."""
    if decision is None:
        now = meeting.now if meeting.is_in_progress else None
        return {"version": 0, "taken_at": now, "asked_at": now}
    keys = {key: str(key) for key in (decision.moved_by_id, decision.seconded_by_id) if key}
    stances = [(stance.kind, str(stance.attendance_id)) for stance in decision.stances.all()]
    return decision_row(decision, keys) | {
        "version": decision.version,
        "asked_at": decision.taken_at,
        **{kind: [key for held, key in stances if held == kind] for kind in Stance.Kind.values},
    }


def offered(meeting: Meeting, people: list[Attendance], decision: Decision | None) -> Choices:
    """Who may move: those there now, or when the decision was taken; and whoever moved it."""
    moment = decision.taken_at if decision else None
    if decision is None and meeting.is_in_progress:
        moment = meeting.now
    moved = {decision.moved_by_id, decision.seconded_by_id} if decision else set()
    return [
        (str(row.pk), str(row))
        for row in people
        if row.pk in moved or (may_move(row) and was_there(row, moment))
    ]


class SittingFollowUpForm(SubmissionMixin, FollowUpFields):
    """What somebody promises, as it is said."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST
    )

    def __init__(
        self,
        *args: Any,
        shared: SharedChoices,
        follow_up: FollowUp | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = follow_up_row(follow_up) if follow_up else {"version": 0}
        super().__init__(*args, **kwargs)
        self.follow_up = follow_up
        self.fields["who"].choices = shared.responsible

    def promise(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "submission": told["submission"],
            "version": told["version"] or 0,
            "values": self.values_over(self.follow_up),
        }
