"""What a date may say of the past."""

from django.utils import timezone

from arbj_portal.core.periods import Period


def is_to_come(period: Period | None) -> bool:
    """Whether it begins after today: nothing is signed, reached or in effect by then."""
    return bool(period and period.starts_on and period.starts_on > timezone.localdate())
