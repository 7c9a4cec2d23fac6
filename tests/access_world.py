"""The demonstration, with more in it: one account of each role, and something hidden at each level.

Every text that somebody may not read is a canary: a word that stands nowhere else, and that
knows who may read it. The levels are added one by one, so that a test may look at the pages
before and after.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import Case, When
from django.test import Client, override_settings
from django.utils import timezone

from agreements.models import (
    Action,
    Activity,
    AgreementDocument,
    Movement,
)
from arbj_portal.core.documents import TYPES, store_document
from arbj_portal.core.models import Document
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role, Visibility
from arbj_portal.demo.data.portal import ADMINISTRATION as ADMINISTRATION_EMAIL
from arbj_portal.demo.data.portal import COORDINATION as COORDINATION_EMAIL
from arbj_portal.demo.data.portal import PARTNER as PARTNER_EMAIL
from arbj_portal.reports.actions import begin_report, deposit
from meetings.models import (
    AgendaModel,
    CarriedFollowUp,
    Consultation,
    ConsultationDocument,
    Decision,
    FollowUpLink,
    LeftOut,
    Meeting,
    MeetingDocument,
    PersonalLink,
)
from members.models import (
    Category,
    Locality,
    Organization,
    Person,
    Representative,
    User,
)
from tests.agreements.factories import make_photo
from tests.paper_text import pdf_text, word_text

ROLES = ("anonymous", "partner", "stranger", "former", "coordination", "administration")
DEACTIVATED = "deactivated"
TOKEN = "un-lien-qui-sert-une-fois"
PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"

ADMINISTRATION = frozenset({"administration"})
STAFF = ADMINISTRATION | {"coordination"}
COMMITTEE = STAFF | {"partner"}
OTHER_COMMITTEE = STAFF | {"stranger"}


@dataclass(frozen=True)
class Canary:
    what: str
    readers: frozenset[str]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def text(self) -> str:
        """What one reads of it: of a paper its words, without what each making changes."""
        kind = self.headers.get("Content-Type", "")
        if kind == TYPES[".docx"]:
            return word_text(self.body)
        if kind == TYPES[".pdf"] and b"Typst" in self.body:
            return pdf_text(self.body)
        return self.body.decode("utf-8", "replace")


@dataclass
class World:
    """The accounts by role, the objects by name (« meeting.draft »), the canaries by word."""

    media: Path
    users: dict[str, User] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    canaries: dict[str, Canary] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def canary(self, what: str, readers: frozenset[str]) -> str:
        word = f"canari{len(self.canaries):03}"
        self.canaries[word] = Canary(what, readers)
        return word

    def sign_in(self) -> None:
        """A session for each account, and one that outlived its account."""
        for role, user in self.users.items():
            self.clients[role] = Client(raise_request_exception=False)
            self.clients[role].force_login(user)
        self.clients["anonymous"] = Client(raise_request_exception=False)
        User.objects.filter(pk=self.users[DEACTIVATED].pk).update(is_active=False)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """The files of this world, for what is done outside one test."""
        storages = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_STATIC_FILES}}
        static = self.media / "static"
        static.mkdir(exist_ok=True)
        with override_settings(MEDIA_ROOT=self.media, STATIC_ROOT=static, STORAGES=storages):
            yield

    def fetch(self, role: str, method: str, url: str, **extra: Any) -> Answer:
        """The answer to a request that leaves nothing behind."""
        client = self.clients[role]
        cookies = client.cookies.output(header="", sep=";")
        with transaction.atomic():
            response = client.generic(method, url, **extra)
            answer = Answer(response.status_code, response.headers, b"".join(response))
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(cookies)
        return answer


@contextmanager
def demonstration(media: Path) -> Iterator[World]:
    """The demonstration and the accounts, all gone when the block ends."""
    world = World(media)
    with transaction.atomic(), world.apart():
        call_command("load_demo", verbosity=0)
        add_accounts(world)
        name_the_demonstration(world)
        world.sign_in()
        yield world
        transaction.set_rollback(True)


def add_accounts(world: World) -> None:
    mandates = Representative.objects.select_related("person")
    every_role = [Role.PARTNER, Role.COORDINATION, Role.ADMINISTRATION]
    past = mandates.get(ended_on__isnull=False).person
    neighbour = mandates.filter(person__user=None, ended_on=None).first().person
    world.users = {
        "partner": User.objects.get(email=PARTNER_EMAIL),
        "coordination": User.objects.get(email=COORDINATION_EMAIL),
        "administration": User.objects.get(email=ADMINISTRATION_EMAIL),
        "stranger": make_user("ailleurs", [Role.PARTNER]),
        "former": make_user("autrefois", [Role.PARTNER], past),
        DEACTIVATED: make_user("ferme", every_role, neighbour),
    }


def make_user(name: str, roles: list[str], person: Person | None = None) -> User:
    return User.objects.create_user(
        f"{name}@portail.test", None, roles=roles, name=f"Compte {name}", person=person
    )


def name_the_demonstration(world: World) -> None:
    first, second, third = Meeting.objects.order_by("number")
    own = Representative.objects.get(person__user=world.users["partner"])
    world.objects |= {
        "committee.public": first.committee,
        "agreement.public": first.agreement,
        "activity.public": Activity.objects.first(),
        "meeting.public": first,
        "meeting.projet": second,
        "meeting.called": third,
        "organization.own": own.membership.organization,
        "organization.public": Organization.objects.get(acronym="BAnQ"),
        "person.own": own.person,
        "person.left": world.users["former"].person,
        "membership.public": own.membership,
        "consultation.open": Consultation.objects.get(state="open"),
        "consultation.closed": Consultation.objects.get(state="closed"),
    }
    world.objects["document.public"] = attach(
        world, AgreementDocument, first.agreement, "Document public", Visibility.PUBLIC
    )


def attach(world: World, link: Any, owner: Any, title: str, visibility: Visibility) -> Document:
    """A document tied to its owner by a row of the link's model."""
    document = store_document(
        by=None,
        file=ContentFile(f"%PDF-1.7\n% {title}\n%%EOF".encode(), name="f.pdf"),
        title=title,
        visibility=visibility,
    )
    kinds = {"agreement", "activity", "meeting", "agenda_item", "consultation"}
    owners = {field.name for field in link._meta.fields} & kinds
    link.objects.create(document=document, **{owners.pop(): owner})
    return document


def name_links(world: World) -> None:
    """The partner among those who are called, their link, and another that serves no more."""
    called, partner = world.objects["meeting.called"], world.users["partner"]
    own, other, *_ = PersonalLink.objects.filter(meeting=called).order_by(
        Case(When(representative__person=partner.person, then=0), default=1), "pk"
    )
    other.revoked_at, other.revoked_by = timezone.now(), world.users["coordination"]
    other.save()
    document = attach(world, MeetingDocument, called, "Document joint", Visibility.PUBLIC)
    carried = CarriedFollowUp.objects.filter(agenda_item__meeting=called).first()
    left_out = LeftOut.objects.create(meeting=called, follow_up=carried.follow_up)
    world.objects |= {
        "called.partner": {"pk": called.pk, "mandate_pk": own.representative_id},
        "link.own": {"token": own.token},
        "link.revoked": {"token": other.token},
        "link.document": {"token": own.token, "pk": document.pk},
        "carried.called": {"pk": called.pk, "row_pk": carried.pk},
        "leftout.called": {"pk": called.pk, "left_pk": left_out.pk},
    }


def name_consultations(world: World) -> None:
    """The partner among those who are asked, their link, and another that serves no more."""
    asked = world.objects["consultation.open"]
    own, other, *_ = asked.links.order_by(
        Case(When(representative__person=world.users["partner"].person, then=0), default=1), "pk"
    )
    other.revoked_at, other.revoked_by = timezone.now(), world.users["coordination"]
    other.save()
    document = attach(world, ConsultationDocument, asked, "Document joint", Visibility.PARTNERS)
    world.objects |= {
        "asked.partner": {"pk": asked.pk, "mandate_pk": own.representative_id},
        "asklink.own": {"token": own.token},
        "asklink.revoked": {"token": other.token},
        "asklink.document": {"token": own.token, "pk": document.pk},
    }


def name_promises(world: World) -> None:
    """The link of the partner to what they have to do, and another that serves no more."""
    own, coordination = world.objects["followup.own"], world.users["coordination"]
    link, _ = FollowUpLink.objects.get_or_create(person=own.person, revoked_at=None)
    revoked = FollowUpLink.objects.create(
        person=world.objects["person.partners"],
        revoked_at=timezone.now(),
        revoked_by=coordination,
    )
    world.objects |= {
        "chased.own": {"pk": own.pk, "person_pk": own.person_id},
        "promise.link": {"token": link.token},
        "promise.revoked": {"token": revoked.token},
        "promise.update": {"token": link.token, "pk": own.pk},
    }


def name_reports(world: World) -> None:
    """A draft, and two that were deposited with their files."""
    agreement, administration = world.objects["agreement.public"], world.users["administration"]
    for level in ("draft", "partners", "public"):
        report = begin_report(
            by=administration, agreement=agreement, period=Period.from_edtf("2013-10/2015-03")
        )
        if level != "draft":
            report = deposit(by=administration, report=report, version=1, visibility=level)
        world.objects[f"reportfile.{level}"] = {"pk": report.pk, "form": "pdf"}
        world.objects.setdefault(f"report.{level}", report)
        if level == "draft":
            world.objects["reportwork.draft"] = report.works.create(
                kind="pdf",
                state="done",
                report_version=1,
                asked_by=administration,
                content=world.canary("a file made for a draft", STAFF).encode(),
            )


def name_plans(world: World) -> None:
    """An action at each end, and a workbook that waits to be agreed to."""
    public, hidden = world.objects["agreement.public"], world.objects["agreement.coordination"]
    action = public.objectives.first().actions.create(number=900, text="Action publique")
    world.objects |= {
        "action.public": action,
        "action.coordination": Action.objects.of_agreement(hidden).first(),
        "planimport.public": public.plan_imports.create(
            filename="plan.xlsx",
            rows=[],
            created_by=world.users["administration"],
        ),
    }


def name_parts(world: World) -> None:
    """What an address shows or changes within another object, and what the rest needs no level."""
    name_links(world)
    name_promises(world)
    name_consultations(world)
    name_reports(world)
    name_plans(world)
    world.objects |= {
        "account.partner": world.users["partner"],
        "invitation.link": {"token": TOKEN},
        "invitation.used": {"token": "un-lien-qui-ne-sert-plus"},
    }
    public, activity = world.objects["agreement.public"], world.objects["activity.public"]
    photo = make_photo(activity, world.users["administration"], visibility="public")
    for slug in ("fiche", "etat", "parties", "objectifs", "jalons", "documents"):
        world.objects[f"section.{slug}"] = {"pk": public.pk, "slug": slug}
    hidden, meeting = world.objects["agreement.coordination"], world.objects["meeting.public"]
    for level in ("public", "projet", "partners", "other", "coordination"):
        world.objects[f"minutes.{level}"] = world.objects[f"meeting.{level}"].minutes
    for level in ("public", "projet", "partners", "other", "coordination", "unwritten"):
        decisions = Decision.objects.filter(agenda_item__meeting=world.objects[f"meeting.{level}"])
        world.objects[f"decision.{level}"] = decisions.order_by("pk").first()
    closed = Decision.objects.filter(agenda_item__is_closed_session=True)
    world.objects["decision.closed"] = closed.get(agenda_item__meeting=meeting)
    for level in ("public", "projet", "other", "coordination", "unwritten"):
        above = world.objects[f"meeting.{level}"]
        opened = above.agenda_items.in_the_open().first()
        world.objects[f"point.{level}"] = {"pk": above.pk, "item_pk": opened.pk}
    recorded = world.objects["meeting.partners"]
    there = recorded.attendances.get(representative__isnull=False)
    world.objects["line.partners"] = {"pk": recorded.pk, "key": f"r{there.representative_id}"}
    point = world.objects["meeting.projet"].agenda_items.filter(is_closed_session=True).first()
    world.objects["point.closed"] = {"pk": point.meeting_id, "item_pk": point.pk}
    world.objects["agendamodel.ordinary"] = AgendaModel.objects.first()
    world.objects |= {
        "change.public": public.status_changes.first(),
        "photo.public": {"pk": photo.pk, "size": "petite"},
        "objective.coordination": hidden.objectives.first(),
        "objective.partners": world.objects["agreement.partners"].objectives.first(),
        "objective.public": public.objectives.first(),
        "change.coordination": hidden.status_changes.first(),
        "movement.public": Movement.objects.of_agreement(public).first(),
        "movement.coordination": Movement.objects.of_agreement(hidden).first(),
        "section.hidden": {"pk": hidden.pk, "slug": "objectifs"},
        "attached.agreement": {"pk": public.pk, "document": public.attachments.first().document_id},
        "attached.activity": {
            "pk": activity.pk,
            "document": activity.attachments.first().document_id,
        },
        "attached.meeting": {
            "pk": meeting.pk,
            "document_pk": meeting.attachments.first().document_id,
        },
        "reference.locality": Locality.objects.first(),
        "reference.category": Category.objects.first(),
        "reference.link": {"content_type_id": 999_999_999, "object_id": 1},
        "minutes.draft": world.objects["meeting.unwritten"].minutes,
        "minutes.none": {"pk": world.objects["meeting.called"].pk},
    }
