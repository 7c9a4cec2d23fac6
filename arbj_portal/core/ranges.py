"""Date ranges made of two columns, for exclusion constraints."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func, Value


def closed_date_range(first: str, last: str) -> Func:
    """The days from first to last, both included; an empty side is unbounded."""
    return Func(first, last, Value("[]"), function="DATERANGE", output_field=DateRangeField())
