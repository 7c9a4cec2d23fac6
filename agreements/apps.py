from django.apps import AppConfig

from arbj_portal.core.daily import register_daily
from arbj_portal.core.document_access import register_owner


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = "ententes"

    def ready(self) -> None:
        # Models can be imported once every app is there.
        from agreements.actions.reminders import remind_of_milestones  # noqa: PLC0415
        from agreements.documents import (  # noqa: PLC0415
            documents_of_activities,
            documents_of_agreements,
        )
        from agreements.models.agreements import (  # noqa: PLC0415
            PARTNERSHIPS,
            agreements_of_seat,
        )
        from members.models.people import register_tie  # noqa: PLC0415

        register_tie(PARTNERSHIPS, agreements_of_seat)
        register_daily(remind_of_milestones)
        register_owner(documents_of_agreements)
        register_owner(documents_of_activities)
