from django.apps import AppConfig

from arbj_portal.core.document_access import register_owner


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = "ententes"

    def ready(self) -> None:
        # Models can be imported once every app is there.
        from agreements.documents import (  # noqa: PLC0415
            documents_of_activities,
            documents_of_agreements,
        )

        register_owner(documents_of_agreements)
        register_owner(documents_of_activities)
