"""Whatever is sent to any form of the portal, it answers: never a server error.

The forms are found in the pages that the coordination and the administration can reach in the
demonstration; what is sent mixes what a browser would send with what it never should.
`make test` tries 50 cases a form, `make fuzz` 1,000.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import Activity
from arbj_portal.demo.data.portal import ADMINISTRATION
from members.models import User
from tests.agreements.factories import make_action, make_photo
from tests.forms_in_pages import Field, PageForm, forms_of, links_of

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "é" * 400,
    "a" * 1_000_000,
    "<script>alert(1)</script>",
    "’; DROP TABLE members_user; --",
    "-1",
    "0",
    "99999999999999999999",
    "NaN",
    "1e400",
    "0000-01-01",
    "10000-01-01",
    "2014-02-30",
    "25:61",
    "mars 2015 à janvier 2014",
    "{2014-05-22,2014-10-09}",
    "\u202e\u2066",
]
FILES = [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"MZ\x00", b"<svg/>"]
EXAMPLES = defaultdict(lambda: 2, meeting_detail=3, consultation_detail=3)  # of each state
# Where the forms of the demonstration are sent: one that is lost would be tried no more.
FORMS = {
    "agenda_attach",
    "agenda_keep",
    "agenda_model_delete",
    "agenda_model_edit",
    "agenda_move",
    "agenda_order",
    "agenda_point",
    "agenda_remove",
    "action_create",
    "action_edit",
    "action_remove",
    "account_change_password",
    "account_deactivate",
    "account_edit",
    "account_invite",
    "account_link",
    "account_logout",
    "activity_attach",
    "activity_create",
    "activity_detach",
    "activity_edit",
    "activity_visibility",
    "agreement_create",
    "agreement_list",
    "agreement_section",
    "agreement_visibility",
    "carried_leave_out",
    "committee_create",
    "committee_detail",
    "committee_edit",
    "committee_visibility",
    "consultation_abandon",
    "consultation_answer",
    "consultation_attach",
    "consultation_close",
    "consultation_create",
    "consultation_edit",
    "consultation_link_renew",
    "consultation_link_revoke",
    "consultation_open",
    "consultation_record",
    "decision_register",
    "decision_write",
    "followup_list",
    "followup_remind",
    "followup_revoke",
    "followup_update",
    "link_renew",
    "link_revoke",
    "mandate_create",
    "mandate_edit",
    "mandate_end",
    "meeting_agenda",
    "meeting_attach",
    "meeting_cancel",
    "meeting_close",
    "meeting_create",
    "meeting_edit",
    "meeting_list",
    "meeting_log",
    "meeting_postpone",
    "meeting_remind",
    "meeting_reply",
    "meeting_visibility",
    "membership_create",
    "membership_edit",
    "membership_end",
    "membership_visibility",
    "message_list",
    "minutes_adopt",
    "minutes_comment",
    "minutes_erratum",
    "minutes_return",
    "minutes_withdraw",
    "indicators_edit",
    "objectives_carry",
    "movement_edit",
    "movement_take_back",
    "notes_save",
    "notes_versions",
    "organization_contact",
    "organization_create",
    "organization_edit",
    "organization_list",
    "organization_visibility",
    "photo_add",
    "photo_edit",
    "plan_detail",
    "plan_import",
    "plan_import_begin",
    "person_create",
    "person_edit",
    "person_list",
    "point_propose",
    "portal_settings",
    "promise_correct",
    "promise_remove",
    "promise_write",
    "proposal_answer",
    "reply_record",
    "report_begin",
    "report_deposit",
    "report_detail",
    "report_discard",
    "sitting_begin",
    "sitting_guest",
    "sitting_mark",
    "sitting_point",
    "sitting_public",
    "sitting_replacement",
    "sitting_replies",
    "sitting_times",
    "status_correct",
    "timeline",
}


class Browser(Client):
    """The test client without its copies of what each template was drawn with: a quarter of it."""

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


def browser_of(role: str) -> Browser:
    browser = Browser()
    browser.force_login(User.objects.get(email=f"{role}@portail.test"))
    return browser


@dataclass
class Target:
    """A form to fuzz: where it is sent, by whom."""

    role: str
    url: str
    form: PageForm

    def __str__(self) -> str:
        return f"{self.role} {self.url}"

    @property
    def name(self) -> str:
        return resolve(urlsplit(self.url).path).url_name


def reachable_pages(client: Client) -> Iterator[tuple[str, str]]:
    """Address and HTML of the pages that follow from home, a few examples of each kind."""
    seen: Counter[str] = Counter()
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        address = waiting.popleft()
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        if match.app_names == ["admin"] or seen[match.url_name] >= EXAMPLES[match.url_name]:
            continue
        seen[match.url_name] += 1
        response = client.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        html = response.content.decode()
        yield address, html
        for link in links_of(html):
            page = link.partition("#")[0]
            if is_page(page) and page not in known:
                known.add(page)
                waiting.append(page)


def is_page(link: str) -> bool:
    """An address of the portal that is not that of a file."""
    return link.startswith("/") and urlsplit(link).path.endswith("/")


def targets() -> Iterator[Target]:
    """Each shape of form once."""
    found = set()
    for role in ("coordination", "administration", "partenaire"):
        for address, html in reachable_pages(browser_of(role)):
            for form in forms_of(html):
                target = Target(role, form.action or address, form)
                key = (form.method, target.name, form.shape)
                if key not in found:
                    found.add(key)
                    yield target


def value_of(item: Field) -> st.SearchStrategy:
    if item.kind == "file":
        return st.sampled_from(FILES).map(lambda content: SimpleUploadedFile("f.pdf", content))
    natural = [*item.values, *item.offered]
    choices = [st.sampled_from(NASTY), st.text(max_size=40)]
    if natural:
        choices = [st.sampled_from(natural)] * 3 + choices
    return st.one_of(choices)


def submissions(form: PageForm) -> st.SearchStrategy[dict[str, object]]:
    """The form as it stands, with a few of its fields changed, and perhaps one left out."""
    values = {name: value_of(item) for name, item in form.fields.items()}
    names = sorted(values)
    changed = st.lists(st.sampled_from(names), max_size=8, unique=True) if names else st.just([])
    left_out = st.sampled_from([*names, ""])

    @st.composite
    def submission(draw: st.DrawFn) -> dict[str, object]:
        sent: dict[str, object] = dict(form.filled())
        sent |= {name: draw(values[name]) for name in draw(changed)}
        sent.pop(draw(left_out), None)
        return sent

    return submission()


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        add_what_the_demonstration_lacks()
        yield
        transaction.set_rollback(True)


def add_what_the_demonstration_lacks() -> None:
    """An action of a plan, a workbook that waits to be taken, a photograph."""
    administration = User.objects.get(email=ADMINISTRATION)
    activity = Activity.objects.filter(objectives__isnull=False).first()
    make_action(activity.objectives.first())
    make_photo(activity, administration)
    read = {"line": 2, "number": None, "text": "Réunir la table", "status": "to_do"}
    read |= dict.fromkeys(("organization", "person", "period"))
    read |= dict.fromkeys(("partners", "means", "indicator", "progress"), "")
    activity.agreement.plan_imports.create(
        filename="plan.xlsx",
        rows=[read | {"objective": activity.objectives.first().pk}],
        created_by=administration,
    )


def encodable(data: dict[str, object]) -> dict[str, object]:
    """Lone surrogates travel as a browser or a hostile client may send them: replaced bytes."""

    def clean(value: object) -> object:
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value

    return {
        name: [clean(item) for item in value] if isinstance(value, list) else clean(value)
        for name, value in data.items()
    }


def fuzz(target: Target) -> None:
    browser = browser_of(target.role)
    send = browser.post if target.form.method == "post" else browser.get

    @settings(suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=submissions(target.form))
    def try_form(data: dict[str, object]) -> None:
        with transaction.atomic():
            status = send(target.url, encodable(data)).status_code
            transaction.set_rollback(True)
        assert status < 500, str(target)

    try_form()


@pytest.mark.hypothesis
def test_no_form_answers_with_a_server_error(demonstration: None) -> None:
    found = list(targets())
    assert {target.name for target in found} == FORMS
    for target in found:
        fuzz(target)
