"""The forms of proposed points: asking for one, answering."""

from collections.abc import Iterable
from typing import Any

from django import forms

from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import PortalFormHelper
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin
from meetings.forms.agenda import END, UNDER, PlaceField
from meetings.models import AgendaItem, PointProposal, Section
from members.models import Representative

LARGE = forms.Textarea({"rows": 4})
ACCEPT, DECLINE = "accepter", "decliner"
LIKELY_SECTIONS = (Section.DECISION, Section.INFORMATION, Section.OTHER)
"""Where a proposed point goes unless one chooses: under the first of these that is there."""


class ProposalForm(SubmissionMixin, PortalForm):
    """A point that somebody asks for."""

    mandate = forms.ModelChoiceField(
        Representative.objects.none(), label="Au nom de", empty_label=None
    )
    title = forms.CharField(
        label="Point proposé",
        max_length=200,
        error_messages={"required": "Donnez un titre au point."},
    )
    reason = forms.CharField(
        label="Pourquoi ce point",
        max_length=2000,
        widget=LARGE,
        help_text="La coordination seule le lira.",
        error_messages={"required": "Dites en quelques mots pourquoi."},
    )
    minutes_wanted = forms.IntegerField(
        label="Durée souhaitée (min)", required=False, min_value=1, max_value=600
    )
    file = UploadField(
        label="Document",
        required=False,
        help_text="20 Mo au plus. Si la page vous revient, il faut le choisir de nouveau.",
    )

    def __init__(
        self, *args: Any, mandates: Any = None, cancel_url: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = ["title", "reason", "minutes_wanted", "file"]
        if mandates is None:
            del self.fields["mandate"]
        else:
            self.offer(mandates)
            names.insert(0, "mandate")
        self.helper = PortalFormHelper(*names, submit="Proposer le point", cancel_url=cancel_url)

    def offer(self, mandates: Any) -> None:
        """The mandates by which one may propose; who has one is not asked."""
        field = self.fields["mandate"]
        field.queryset = mandates.select_related("membership__organization")
        field.label_from_instance = lambda mandate: str(mandate.membership.organization)
        field.initial = field.queryset.first()
        if len(field.queryset) < 2:
            field.widget = field.hidden_widget()


class ProposalAnswerForm(VersionedMixin, PortalForm):
    """What the coordination answers to a proposed point."""

    decision = forms.ChoiceField(
        label="Réponse",
        choices=[(ACCEPT, "Accepter : il entre à l’ordre du jour"), (DECLINE, "Décliner")],
        widget=forms.RadioSelect,
    )
    place = PlaceField(label="Place à l’ordre du jour")
    answer = forms.CharField(
        label="Mot à la personne qui propose",
        max_length=2000,
        required=False,
        widget=LARGE,
        help_text="Nécessaire pour décliner. Il se lit où l’on a proposé, et part par courriel.",
    )

    def __init__(
        self,
        *args: Any,
        proposal: PointProposal,
        items: Iterable[AgendaItem],
        cancel_url: str,
        **kwargs: Any,
    ) -> None:
        items = list(items)
        kwargs["initial"] = {"version": proposal.version, "place": likely_place(items)}
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(items)
        self.helper = PortalFormHelper(
            "decision", "place", "answer", submit="Répondre", cancel_url=cancel_url
        )

    @property
    def accepts(self) -> bool:
        return self.cleaned_data["decision"] == ACCEPT

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") == DECLINE and not cleaned.get("answer"):
            self.add_error("answer", "Dites pourquoi : la personne qui propose le lira.")
        return cleaned


def likely_place(items: list[AgendaItem]) -> str:
    tops = {item.section: item.pk for item in items if item.parent_id is None}
    found = next((tops[section] for section in LIKELY_SECTIONS if section in tops), None)
    return f"{UNDER}-{found}" if found else END
