"""What came out of a point: decisions, and what somebody will do."""

from datetime import time
from functools import cache
from typing import Any

from django import forms

from arbj_portal.core.form_layout import DateInput, TimeInput
from arbj_portal.core.forms import PortalForm
from meetings.forms.attendance import with_seconds
from meetings.forms.choices import Choices, SharedChoices
from meetings.forms.rows import INCOMPLETE, RowForm, RowFormSet
from meetings.models import Decision, FollowUp
from meetings.records import DecisionEntry, FollowUpEntry

MOST_VOTES = 9999
TOLD = ("kind", "text", "outcome", "taken_at", "votes_for", "votes_against", "abstentions")
OUTCOMES = [
    ("", "Convenue, ou adoptée à l’unanimité"),
    *(
        (value, label)
        for value, label in Decision.Outcome.choices
        if value not in {Decision.Outcome.AGREED, Decision.Outcome.UNANIMOUS}
    ),
]


class DecisionFields(PortalForm):
    """What is told of a decision; a consensus has neither mover nor seconder nor votes."""

    kind = forms.ChoiceField(
        label="Forme",
        choices=[
            (Decision.Kind.CONSENSUS, "Consensus : « Il est convenu »"),
            (Decision.Kind.RESOLUTION, "Résolution, proposée et appuyée"),
        ],
        initial=Decision.Kind.CONSENSUS,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Texte de la décision",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Les verbes à l’infinitif : « D’adopter… », « De mandater… ».",
        error_messages={"required": "Donnez le texte de la décision."},
    )
    moved_by = forms.ChoiceField(label="Proposée par", required=False)
    seconded_by = forms.ChoiceField(label="Appuyée par", required=False)
    outcome = forms.ChoiceField(label="Résultat", choices=OUTCOMES, required=False)
    taken_at = forms.TimeField(label="Prise à", required=False, widget=TimeInput)
    votes_for = forms.IntegerField(label="Pour", required=False, min_value=0, max_value=MOST_VOTES)
    votes_against = forms.IntegerField(
        label="Contre", required=False, min_value=0, max_value=MOST_VOTES
    )
    abstentions = forms.IntegerField(
        label="Abstentions", required=False, min_value=0, max_value=MOST_VOTES
    )

    def offer(self, people: Choices) -> None:
        """Among whom the mover and the seconder are chosen."""
        for name in ("moved_by", "seconded_by"):
            self.fields[name].choices = people
            self.fields[name].widget.attrs["data-attending"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Decision.Kind.RESOLUTION:
            self.check_movers(cleaned)
        else:
            self.check_consensus(cleaned)
        if cleaned.get("outcome") == Decision.Outcome.MAJORITY:
            self.check_majority(cleaned)
        return cleaned

    def check_movers(self, cleaned: dict[str, Any]) -> None:
        if "moved_by" in cleaned and not cleaned["moved_by"]:
            self.add_error("moved_by", "Dites qui propose la résolution.")
        if "seconded_by" in cleaned and not cleaned["seconded_by"]:
            self.add_error("seconded_by", "Dites qui appuie la résolution.")
        mover = cleaned.get("moved_by")
        if mover and mover == cleaned.get("seconded_by"):
            self.add_error("seconded_by", "Une autre personne appuie la décision.")

    def check_consensus(self, cleaned: dict[str, Any]) -> None:
        for name in ("moved_by", "seconded_by"):
            if cleaned.get(name):
                self.add_error(name, "Un consensus n’est ni proposé ni appuyé.")
        if cleaned.get("outcome") in {Decision.Outcome.MAJORITY, Decision.Outcome.REJECTED}:
            self.add_error("outcome", "Un vote suppose une résolution, proposée et appuyée.")

    def check_majority(self, cleaned: dict[str, Any]) -> None:
        for name, vote in (("votes_for", "pour"), ("votes_against", "contre")):
            if name in cleaned and cleaned[name] is None:
                self.add_error(name, f"À la majorité, donnez le nombre de voix {vote}.")
        votes_for, votes_against = cleaned.get("votes_for"), cleaned.get("votes_against")
        if None not in (votes_for, votes_against) and votes_for <= votes_against:
            self.add_error("votes_for", "À la majorité, il y a plus de voix pour que contre.")

    def values(self) -> dict[str, Any]:
        """What is stored of it, but for its people; without an outcome, all agreed."""
        told = {name: self.cleaned_data[name] for name in TOLD}
        is_resolution = told["kind"] == Decision.Kind.RESOLUTION
        agreed = Decision.Outcome.UNANIMOUS if is_resolution else Decision.Outcome.AGREED
        return told | {"outcome": told["outcome"] or agreed}


class DecisionForm(DecisionFields, RowForm):
    """A decision of a point; its people are named by their keys in the same page."""

    filled_by = (
        "text",
        "moved_by",
        "seconded_by",
        "outcome",
        "taken_at",
        "votes_for",
        "votes_against",
        "abstentions",
    )
    remove_label = "Retirer cette décision"

    def __init__(
        self, *args: Any, shared: SharedChoices, may_remove: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.may_remove = may_remove
        self.offer(shared.attending)

    def clean_taken_at(self) -> time | None:
        return with_seconds(self.cleaned_data["taken_at"], self.initial.get("taken_at"))

    @property
    def may_be_removed(self) -> bool:
        return self.may_remove and self.instance is not None and not self.kept_because

    @property
    def kept_because(self) -> str:
        return kept_because(self.instance) if self.instance else ""

    def entry(self) -> DecisionEntry:
        if self.is_removed:
            return DecisionEntry({}, decision=self.instance, is_removed=True)
        return DecisionEntry(
            self.values(),
            moved_by=self.cleaned_data["moved_by"],
            seconded_by=self.cleaned_data["seconded_by"],
            decision=self.instance,
        )


def kept_because(decision: Decision) -> str:
    """Why a decision cannot be removed; nothing where it can."""
    if decision.number:
        return "Cette décision a reçu son numéro : elle ne peut plus être retirée."
    if decision.adopted_minutes.all():
        return "Un procès-verbal est adopté par cette décision : elle ne peut pas être retirée."
    if decision.follow_ups.all():
        return "Un suivi se rattache à cette décision : elle ne peut pas être retirée."
    return ""


class FollowUpFields(PortalForm):
    """What somebody will do, who, and by when."""

    text = forms.CharField(
        label="Quoi", max_length=400, error_messages={"required": "Dites ce qui est à faire."}
    )
    who = forms.ChoiceField(
        label="Qui",
        error_messages={"required": "Dites qui en répond : une personne ou un organisme."},
    )
    due_on = forms.DateField(label="Pour le", required=False, widget=DateInput)

    def values_over(self, follow_up: FollowUp | None) -> dict[str, Any]:
        """What is stored, over what is known already."""
        told = self.cleaned_data
        who = responsible_of(told["who"], follow_up)
        return {"text": told["text"], "due_on": told["due_on"], **who}


class FollowUpForm(FollowUpFields, RowForm):
    """A follow-up of a point."""

    filled_by = ("text", "who", "due_on")
    remove_label = "Retirer ce suivi"

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1
    )

    def __init__(
        self, *args: Any, shared: SharedChoices, may_remove: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.may_remove = may_remove
        self.fields["who"].choices = shared.responsible

    @property
    def may_be_removed(self) -> bool:
        return self.may_remove and self.instance is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance and cleaned.get("version") is None:
            self.add_error(None, INCOMPLETE)
        return cleaned

    def entry(self) -> FollowUpEntry:
        version = self.cleaned_data.get("version") or 0
        if self.is_removed:
            return FollowUpEntry({}, follow_up=self.instance, version=version, is_removed=True)
        return FollowUpEntry(
            self.values_over(self.instance), follow_up=self.instance, version=version
        )


def responsible_of(key: str, follow_up: FollowUp | None) -> dict[str, Any]:
    """The person or the organisation of a key; nothing to change where it is the same."""
    if follow_up and key == responsible_key(follow_up):
        return {}
    pk = int(key[1:])
    is_person = key.startswith("p")
    return {"person_id": pk if is_person else None, "organization_id": None if is_person else pk}


def responsible_key(follow_up: FollowUp) -> str:
    if follow_up.person_id:
        return f"p{follow_up.person_id}"
    return f"o{follow_up.organization_id}"


def of_a_point(form: type[RowForm], extra: int) -> type[RowFormSet]:
    return forms.formset_factory(
        form,
        formset=RowFormSet,
        extra=extra,
        max_num=10,
        absolute_max=10,
        validate_max=True,
        can_delete=True,
    )


@cache
def decision_formset(extra: int) -> type[RowFormSet]:
    return of_a_point(DecisionForm, extra)


@cache
def follow_up_formset(extra: int) -> type[RowFormSet]:
    return of_a_point(FollowUpForm, extra)


def decision_row(decision: Decision, keys: dict[int, str]) -> dict[str, Any]:
    """What the row of a stored decision shows first; keys name the attendances."""
    usual = {Decision.Outcome.AGREED, Decision.Outcome.UNANIMOUS}
    return {
        "id": decision.pk,
        "kind": decision.kind,
        "text": decision.text,
        "moved_by": keys.get(decision.moved_by_id, ""),
        "seconded_by": keys.get(decision.seconded_by_id, ""),
        "outcome": "" if decision.outcome in usual else decision.outcome,
        "votes_for": decision.votes_for,
        "votes_against": decision.votes_against,
        "abstentions": decision.abstentions,
        "taken_at": decision.taken_at,
    }


def follow_up_row(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "id": follow_up.pk,
        "text": follow_up.text,
        "who": responsible_key(follow_up),
        "due_on": follow_up.due_on,
        "version": follow_up.version,
    }
