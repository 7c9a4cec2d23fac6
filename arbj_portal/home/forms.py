"""The first-run page: the committee for which the portal opens."""

from typing import Any

from arbj_portal.core.form_layout import PortalFormHelper, Row, Section
from arbj_portal.core.forms import PortalModelForm
from members.models import Committee


class FirstCommitteeForm(PortalModelForm):
    """The table for which the portal is opened, and its rules."""

    class Meta:
        model = Committee
        fields = [
            "name",
            "acronym",
            "quorum_rule",
            "quorum_value",
            "minutes_word",
            "adoption_word",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Nom de l’instance"
        self.helper = PortalFormHelper(
            Section(
                "La première instance",
                Row("name", "acronym"),
                Row("quorum_rule", "quorum_value"),
                Row("minutes_word", "adoption_word"),
                hint="La table, ou le comité, dont les rencontres seront consignées ici.",
            ),
            form_tag=False,
        )
