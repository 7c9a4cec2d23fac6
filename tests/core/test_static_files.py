import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from arbj_portal.core.static_files import bundle

BUNDLED = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "arbj_portal.core.static_files.BundledStaticFilesStorage"},
}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=BUNDLED):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def hashed_names(folder):
    return json.loads((folder / "staticfiles.json").read_text())["paths"]


def test_bundle_puts_parts_in_order_and_moves_their_addresses():
    parts = {
        "css/all.css": '@import "parts/one.css";\n@import "parts/two.css";\nb {}\n',
        "css/parts/one.css": 'a { src: url("../../img/tree.svg"); }\n',
        "css/parts/two.css": 'i { src: url("data:,"); }\n',
    }
    assert bundle("css/all.css", parts.__getitem__) == (
        'a { src: url("../img/tree.svg"); }\ni { src: url("data:,"); }\nb {}\n'
    )


def test_stylesheet_is_collected_as_one_hashed_and_compressed_file(collected):
    path = collected / hashed_names(collected)["css/portal.css"]
    stylesheet = path.read_text()
    assert re.fullmatch(r"portal\.[0-9a-f]{12}\.css", path.name)
    assert "@import" not in stylesheet
    assert ".page-head" in stylesheet
    assert {file.suffix for file in (collected / "css").rglob("*") if file.is_file()} == {
        ".css",
        ".br",
        ".gz",
    }


def test_stylesheet_points_to_files_that_were_collected(collected):
    path = collected / hashed_names(collected)["css/portal.css"]
    targets = re.findall(r'url\("([^"]+)"\)', path.read_text())
    assert len(targets) >= 9
    assert [target for target in targets if not (path.parent / target).is_file()] == []


def test_what_no_page_asks_for_is_left_out(collected):
    names = hashed_names(collected)
    assert "css/portal.css" in names
    assert [name for name in names if name.startswith("css/portal/")] == []
    assert [name for name in names if name.startswith("django_htmx/")] == [
        "django_htmx/htmx-2.min.js"
    ]
    assert list(collected.rglob("*.map")) == []
    assert [file for file in collected.glob("css/portal/*") if file.is_file()] == []


def test_every_part_of_the_stylesheet_is_imported_once():
    folder = Path(settings.BASE_DIR) / "static" / "css"
    imported = re.findall(r'@import "portal/([^"]+)";', (folder / "portal.css").read_text())
    assert sorted(imported) == sorted(part.name for part in (folder / "portal").glob("*.css"))


def test_colours_are_written_in_the_tokens_alone():
    parts = (Path(settings.BASE_DIR) / "static" / "css" / "portal").glob("*.css")
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgb\(|\bhsl\(")
    strays = [part.name for part in parts if literal.search(part.read_text())]
    assert strays == ["tokens.css"]
