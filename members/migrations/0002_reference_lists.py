"""The localities of the territory and the categories of organisations."""

import csv
from pathlib import Path

from django.db import migrations

LOCALITIES = Path(__file__).resolve().parent.parent / "data" / "localities.csv"
CATEGORIES = [
    "Administration régionale",
    "Ministère ou organisme public",
    "Municipalité",
    "Organisme local voué à la rétention",
    "Acteur en migration",
    "Chambre de commerce",
    "Établissement d’enseignement",
    "Santé et services sociaux",
    "Organisme autochtone",
    "Employeur",
    "Autre",
]


def read_localities() -> list[dict[str, str]]:
    with LOCALITIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    category, locality = (apps.get_model("members", name) for name in ("Category", "Locality"))
    category.objects.bulk_create(
        category(name=name, position=position) for position, name in enumerate(CATEGORIES, start=1)
    )
    fields = ("name", "kind", "latitude", "longitude")
    locality.objects.bulk_create(
        locality(**{field: row[field] for field in fields}) for row in read_localities()
    )


def empty(apps, schema_editor):
    """What the administration added or an organisation uses stays, and stops the reversal."""
    apps.get_model("members", "Category").objects.filter(name__in=CATEGORIES).delete()
    names = [row["name"] for row in read_localities()]
    apps.get_model("members", "Locality").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0001_models")]
    operations = [migrations.RunPython(fill, empty)]
