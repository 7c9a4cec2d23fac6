"""The lists that the administration keeps in Django's admin, and where they come from."""

import importlib
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from arbj_portal.core.admin_site import reference_lists
from members.models import Category, Locality, User
from tests.members.conftest import client_of
from tests.members.factories import make_organization

pytestmark = pytest.mark.django_db
migration = importlib.import_module("members.migrations.0002_reference_lists")


def test_the_lists_are_filled_by_the_migration() -> None:
    rows = {row["name"] for row in migration.read_localities()}
    assert rows == set(Locality.objects.values_list("name", flat=True))
    assert [category.name for category in Category.objects.all()] == migration.CATEGORIES
    chapais = Locality.objects.get(name="Chapais")
    assert (chapais.kind, str(chapais.latitude), str(chapais.longitude)) == (
        "ville",
        "49.783",
        "-74.849",
    )


def test_the_migration_goes_both_ways() -> None:
    state = MigrationExecutor(connection).loader.project_state(("members", "0001_models")).apps
    with transaction.atomic():
        migration.empty(state, None)
        assert (Category.objects.count(), Locality.objects.count()) == (0, 0)
        migration.fill(state, None)
    assert (Category.objects.count(), Locality.objects.count()) == (11, 18)


def test_the_admin_holds_reference_lists_only() -> None:
    assert set(reference_lists._registry) == {Category, Locality}


PAGES = [
    "/administration/",
    "/administration/members/",
    "/administration/members/category/",
    "/administration/members/category/?q=chambre",
    "/administration/members/category/add/",
    "/administration/members/locality/",
    "/administration/members/locality/add/",
]


def test_the_admin_is_for_the_administration(
    administration: User, coordination: User, partner: User
) -> None:
    for page in PAGES:
        assert client_of(administration).get(page).status_code == 200, page
        assert [client_of(user).get(page).status_code for user in (coordination, partner)] == [
            403,
            403,
        ]
        assert Client().get(page)["Location"].startswith("/compte/connexion/?next=")


def test_a_category_in_use_is_not_deleted(administration: User) -> None:
    category = make_organization().category
    page = f"/administration/members/category/{category.pk}/"
    client = client_of(administration)
    client.post(f"{page}change/", {"name": "Entreprise", "position": 3})
    category.refresh_from_db()
    assert (category.name, category.position) == ("Entreprise", 3)
    client.post(f"{page}delete/", {"post": "yes"})
    assert Category.objects.filter(pk=category.pk).exists()


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "members", check=True, dry_run=True, stdout=StringIO())
