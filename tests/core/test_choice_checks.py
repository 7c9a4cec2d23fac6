"""The database takes every value of an enumeration: a migration may forget the check."""

import pytest
from django.apps import apps
from django.db import connection

from arbj_portal.core.fields import ChoiceField

pytestmark = pytest.mark.django_db
CHECKS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'c'
"""


def test_every_choice_may_be_stored() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CHECKS)
        checks = [
            (table, definition)
            for table, name, definition in cursor.fetchall()
            if name.endswith("_check")
        ]
    refused = [
        f"{table}.{field.column}: {value}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, ChoiceField)
        for table, definition in checks
        if table == model._meta.db_table and f"({field.column})::" in definition
        for value, _ in field.flatchoices
        if f"'{value}'" not in definition
    ]
    assert refused == []
    assert len(checks) > 20
