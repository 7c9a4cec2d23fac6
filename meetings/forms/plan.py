"""The page on which a meeting to come is prepared."""

from typing import Any

from django.forms.utils import ErrorDict
from django.http import QueryDict

from meetings.forms.facts import FactsForm
from meetings.forms.points import PlannedPointForm, point_formset, point_row
from meetings.forms.rows import add_row
from meetings.models import Meeting
from meetings.records import PointEntry

POINTS = "points"


class PlanFactsForm(FactsForm):
    """What is known of a meeting to come."""

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        if meeting and meeting.is_called:
            self.fields[
                "date"
            ].help_text = "Une autre date efface les réponses reçues : on y répond de nouveau."


class MeetingPlan:
    """The facts and the agenda of a meeting to come; « Ajouter un point » only adds a row."""

    def __init__(
        self,
        *,
        meeting: Meeting | None = None,
        initial: dict[str, Any] | None = None,
        data: QueryDict | None = None,
    ) -> None:
        self.meeting = meeting
        self.data = data.copy() if data is not None else None
        self.is_final = self.data is not None and "ajouter" not in self.data
        if self.data is not None and not self.is_final:
            add_row(self.data, self.data["ajouter"])
        items = list(meeting.agenda_items.in_order()) if meeting else []
        self.facts = PlanFactsForm(self.data, meeting=meeting, initial=initial)
        self.points = point_formset(PlannedPointForm, extra=1 if items else 4)(
            self.data,
            prefix=POINTS,
            initial=[point_row(item) for item in items],
            form_kwargs={"stored": {item.pk: item for item in items}},
        )
        if self.data is not None and not self.is_final:
            self.facts._errors, self.facts.cleaned_data = ErrorDict(), {}
            self.points.hush()

    @property
    def sources(self) -> list[Any]:
        return [self.facts, self.points]

    def is_valid(self) -> bool:
        return all(part.is_valid() for part in self.sources)

    def entries(self) -> list[PointEntry]:
        return self.points.entries()
