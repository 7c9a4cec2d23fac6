"""The order of words: that of a French dictionary, where accents and case do not count."""

from django.contrib.postgres.lookups import Unaccent
from django.db.models import Func
from django.db.models.functions import Lower


def alphabetical(field: str) -> Func:
    """For order_by() and Meta.ordering: « Émond » stands between « Dion » and « Fortin »."""
    return Unaccent(Lower(field))
