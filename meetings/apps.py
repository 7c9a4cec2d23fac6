from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "rencontres"

    def ready(self) -> None:
        from arbj_portal.core.daily import register_daily  # noqa: PLC0415
        from arbj_portal.core.document_access import register_owner  # noqa: PLC0415
        from meetings.actions import chase_follow_ups, remind_of_meetings  # noqa: PLC0415
        from meetings.documents import attached_to_meetings  # noqa: PLC0415

        register_owner(attached_to_meetings)
        register_daily(remind_of_meetings)
        register_daily(chase_follow_ups)
