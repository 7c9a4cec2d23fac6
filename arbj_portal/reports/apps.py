from django.apps import AppConfig

from arbj_portal.core.daily import register_daily
from arbj_portal.core.document_access import register_owner


class ReportsConfig(AppConfig):
    name = "arbj_portal.reports"
    label = "reports"
    verbose_name = "reddition de comptes"

    def ready(self) -> None:
        # Models can be imported once every app is there.
        from arbj_portal.reports.documents import documents_of_reports  # noqa: PLC0415
        from arbj_portal.reports.working import forget_works  # noqa: PLC0415

        register_daily(forget_works)
        register_owner(documents_of_reports)
