"""What the house asks of every file, model and template, asked of all of them at once."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.template.loader import get_template

from arbj_portal.core.constraints import together
from arbj_portal.core.fields import ChoiceField

ROOT = Path(settings.BASE_DIR)
ROOMS = [
    "core",
    "members",
    "agreements",
    "meetings",
    "reports",
    "timeline",
    "search",
    "home",
    "demo",
]
PACKAGES = {
    "core": "arbj_portal.core",
    "members": "members",
    "agreements": "agreements",
    "meetings": "meetings",
    "reports": "arbj_portal.reports",
    "timeline": "arbj_portal.timeline",
    "search": "arbj_portal.search",
    "home": "arbj_portal.home",
    "demo": "arbj_portal.demo",
}
UNRECORDED = {"core.submission", "meetings.editingsession", "reports.reportwork"}
DERIVED_ROOMS = {"timeline"}
LONGEST_FILE = 500
# Parts, by the field that names the row with which they go.
PARTS = {
    "core.submission.user",
    "members.personcontact.person",
    "members.formername.organization",
    "members.organizationcontact.organization",
    "agreements.agreementdocument.agreement",
    "agreements.activityobjective.activity",
    "agreements.activityorganization.activity",
    "agreements.activitydocument.activity",
    "agreements.activityphoto.attachment",
    "agreements.party.agreement",
    "agreements.contribution.party",
    "agreements.indicator.objective",
    "agreements.milestonedependency.milestone",
    "agreements.milestonedocument.milestone",
    "agreements.milestonereminder.milestone",
    "reports.reportsection.report",
    "reports.reportwork.report",
    "meetings.meetingobjective.meeting",
    "meetings.meetingdocument.meeting",
    "meetings.reply.meeting",
    "meetings.agendaitem.meeting",
    "meetings.agendaitem.parent",
    "meetings.carriedfollowup.agenda_item",
    "meetings.leftout.meeting",
    "meetings.leftout.carried_from",
    "meetings.leftout.adopts_minutes",
    "meetings.leftout.about_decision",
    "meetings.leftout.follow_up",
    "meetings.agendaitemdocument.agenda_item",
    "meetings.agendamodelitem.model",
    "meetings.agendamodelitem.parent",
    "meetings.minutes.meeting",
    "meetings.comment.minutes",
    "meetings.consultationdocument.consultation",
    "meetings.attendance.meeting",
    "meetings.temporaryexit.attendance",
    "meetings.stance.decision",
    "meetings.projetmessage.minutes",
    "meetings.followuppostponement.follow_up",
    "meetings.followupreminder.follow_up",
    "meetings.setasidetext.agenda_item",
    "meetings.editingsession.meeting",
    "meetings.editingsession.user",
    "meetings.editingsession.agenda_item",
    "timeline.objectivelink.entry",
    "timeline.organizationlink.entry",
}


def source_files(*suffixes: str) -> list[Path]:
    folders = ["arbj_portal", "members", "agreements", "meetings", "tests", "templates", "static"]
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes
        and "vendor" not in path.parts
        and "migrations" not in path.parts
        and "__pycache__" not in path.parts
    )


def our_models() -> list[type[models.Model]]:
    labels = [config.label for config in apps.get_app_configs() if config.label in ROOMS]
    return [
        model
        for label in labels
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def our_actions() -> list[Callable[..., Any]]:
    """What the modules of actions write with: their public functions."""
    modules = [
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for path in source_files(".py")
        if "actions" in {path.parent.name, path.stem} and path.name != "__init__.py"
    ]
    return [
        found
        for module in modules
        for name, found in vars(module).items()
        if hasattr(found, "__wrapped__") and found.__module__ == module.__name__
    ]


def ids(value: object) -> str:
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else value._meta.label


def room_of(module: str) -> str | None:
    for room, package in PACKAGES.items():
        if module == package or module.startswith(f"{package}."):
            return room
    return None


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", source_files(".py"), ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if room is None:
        return
    above = ROOMS[ROOMS.index(room) + 1 :]
    assert [name for name in imported_modules(path) if room_of(name) in above] == []


@pytest.mark.parametrize(
    "path",
    [path for path in source_files(".py", ".html", ".css", ".js") if "tests" not in path.parts],
    ids=ids,
)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("act", our_actions(), ids=lambda act: f"{act.__module__}.{act.__name__}")
def test_actions_take_keywords_and_name_their_author(act: Callable[..., Any]) -> None:
    parameters = inspect.signature(act).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert "by" in {parameter.name for parameter in parameters}


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_every_model_has_its_history(model: type[models.Model]) -> None:
    events = [
        event for event in apps.get_models() if getattr(event, "pgh_tracked_model", None) is model
    ]
    exempt = model._meta.label_lower in UNRECORDED or model._meta.app_label in DERIVED_ROOMS
    assert bool(events) is not exempt


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_constraints_are_named_by_the_house_and_speak_french(model: type[models.Model]) -> None:
    prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
    for constraint in model._meta.constraints:
        assert constraint.name.startswith(prefix)
        assert constraint.violation_error_message != constraint.default_violation_error_message
        assert constraint.violation_error_message.endswith(".")


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_names_are_french_and_lower_case(model: type[models.Model]) -> None:
    names = [model._meta.verbose_name, model._meta.verbose_name_plural]
    names += [
        field.verbose_name
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and not field.primary_key
    ]
    acronyms = {"SHA-256"}
    shown = [str(name) for name in names if not any(word in str(name) for word in acronyms)]
    assert [name for name in shown if name[:1] != name[:1].lower() or "_" in name] == []


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_choices_are_checked_by_the_database(model: type[models.Model]) -> None:
    """By the check of its column, or by a constraint that bears its name."""
    of_model = f"{model._meta.app_label}_{model._meta.model_name}"
    constraints = {constraint.name for constraint in model._meta.constraints}
    unchecked = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
        and field.choices
        and not isinstance(field, ChoiceField)
        and f"{of_model}_{field.name}" not in constraints
    ]
    assert unchecked == []


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_a_moment_and_its_author_go_together(model: type[models.Model]) -> None:
    """A nullable x_at with its x_by is held together by the constraint that is for it."""
    names = {field.name: field for field in model._meta.get_fields()}
    pairs = [
        (name, f"{name[:-3]}_by")
        for name, field in names.items()
        if name.endswith("_at") and f"{name[:-3]}_by" in names and getattr(field, "null", False)
    ]
    held = [getattr(constraint, "condition", None) for constraint in model._meta.constraints]
    assert [pair for pair in pairs if together("", *pair).condition not in held] == []


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_rows_are_kept_while_something_needs_them(model: type[models.Model]) -> None:
    """What goes with another row is a part of it, told in PARTS; nothing is quietly emptied."""
    links = {
        f"{model._meta.label_lower}.{field.name}": field.remote_field.on_delete
        for field in model._meta.local_fields
        if field.remote_field
    }
    assert links == {link: models.CASCADE if link in PARTS else models.PROTECT for link in links}


@pytest.mark.parametrize("path", source_files(".html"), ids=ids)
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []


@pytest.mark.parametrize(
    "path", [path for path in source_files(".html") if "templates" in path.parts], ids=ids
)
def test_templates_compile_and_are_used(path: Path) -> None:
    name = str(path.relative_to(ROOT / "templates"))
    get_template(name)
    by_convention = {
        "400.html",
        "403.html",
        "403_csrf.html",
        "404.html",
        "429.html",
        "500.html",
        "503.html",
        "507.html",
    }
    if name in by_convention or name.startswith(("account/", "admin/", "bootstrap5/")):
        return
    sources = [
        other.read_text()
        for other in source_files(".py", ".html")
        if other != path and "tests" not in other.parts
    ]
    assert any(name in source for source in sources)


HIDDEN = r"\{% comment %\}.*?\{% endcomment %\}|"
VISIBLE_TEXT = re.compile(HIDDEN + r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("path", source_files(".html"), ids=ids)
def test_templates_follow_french_typography(path: Path) -> None:
    text = VISIBLE_TEXT.sub(" ¤ ", path.read_text())
    assert re.findall(r"\w'\w", text) == []
    assert re.findall(r"« (?!¤)|(?<!¤) »", text) == []
    assert re.findall(r"\w :(?!\w)", text) == []
    assert re.findall(r"\w [;?!](?:\s|$)", text) == []


FRENCH = re.compile(r"[éèêàâçùûîôœ’«]")


def french_strings(path: Path) -> Iterator[str]:
    """String constants that look like French sentences, docstrings apart."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings and FRENCH.search(node.value):
            yield node.value


@pytest.mark.parametrize(
    "path", [path for path in source_files(".py") if "tests" not in path.parts], ids=ids
)
def test_strings_follow_french_typography(path: Path) -> None:
    faults = [
        text
        for text in french_strings(path)
        if re.search(r"[a-zéè]'[a-zéèêh]|« | »|\w : | [;?!](\s|$)", text)
    ]
    assert faults == []
