"""A change of status that was withdrawn is no entry of the timeline any more."""

from importlib import import_module

from django.db import migrations

FIRST = import_module("arbj_portal.timeline.migrations.0002_kept_by_triggers")
TABLE = "agreements_statuschange"
TOLD = "FROM agreements_statuschange AS change"
STANDING = "FROM (SELECT * FROM agreements_statuschange WHERE NOT is_withdrawn) AS change"
BEFORE = FIRST.ENTRIES.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")
NAMES = [f"timeline_follow_{event.lower()}" for event in FIRST.TABLES]
SOURCE, COLUMNS, ROOTS = FIRST.FOLLOWED[TABLE]


def follow(columns: str) -> str:
    arguments = ", ".join(f"'{argument}'" for argument in (SOURCE, columns, ROOTS))
    return "; ".join(
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {TABLE} "
        f"REFERENCING {FIRST.TABLES[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION timeline_follow({arguments})"
        for name, event in zip(NAMES, FIRST.TABLES, strict=True)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0002_kept_by_triggers"),
        ("agreements", "0003_status_corrections"),
    ]
    operations = [
        migrations.RunSQL(BEFORE.replace(TOLD, STANDING), BEFORE),
        migrations.RunSQL(follow(f"{COLUMNS}, is_withdrawn"), follow(COLUMNS)),
    ]
