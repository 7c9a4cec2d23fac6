"""What changes members: atomically, over the version that was read, and nothing destroyed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from arbj_portal.core.actions import AlreadySubmitted, StaleFormError
from arbj_portal.core.periods import Period
from members.actions import committees, organizations, people
from members.models import (
    Committee,
    Membership,
    Organization,
    OrganizationContact,
    PersonContact,
    Representative,
    User,
)
from tests.members.factories import (
    SINCE,
    make_category,
    make_contact,
    make_mandate,
    make_membership,
    make_organization,
    make_person,
    make_person_contact,
)

pytestmark = pytest.mark.django_db
Invitation = Membership.Invitation
TODAY = timezone.localdate()


def row(name: str, held: str = "2010", acronym: str = "") -> dict[str, object]:
    return {"name": name, "acronym": acronym, "held": Period.from_edtf(held)}


def test_creating_an_organization_twice_makes_one(coordination: User) -> None:
    fields = {"name": "Scierie", "category": make_category()}
    token = uuid4()
    scierie = organizations.create_organization(
        by=coordination, fields=fields, former_names=[row("Moulin")], submission=token
    )
    with pytest.raises(AlreadySubmitted) as caught:
        organizations.create_organization(
            by=coordination, fields=fields, former_names=[], submission=token
        )
    assert caught.value.result_url == scierie.get_absolute_url()
    assert [former.name for former in scierie.former_names.all()] == ["Moulin"]


def test_a_refused_creation_leaves_the_form_to_be_sent_again(coordination: User) -> None:
    token = uuid4()
    fields = {"name": "", "category": make_category()}
    with pytest.raises(IntegrityError):
        organizations.create_organization(
            by=coordination, fields=fields, former_names=[], submission=token
        )
    organizations.create_organization(
        by=coordination, fields=fields | {"name": "Oui"}, former_names=[], submission=token
    )
    assert [organization.name for organization in Organization.objects.all()] == ["Oui"]


def test_former_names_that_say_the_same_keep_their_rows(coordination: User) -> None:
    organization = make_organization()
    organizations.write_former_names(
        organization, [row("Reste"), row("Change", "2011"), row("Part", "2012")]
    )
    before = {former.name: former.pk for former in organization.former_names.all()}
    organizations.edit_organization(
        by=coordination,
        organization=organization,
        version=1,
        fields={"name": "Nouveau"},
        former_names=[row("Reste"), row("Change", "2013", "CH"), row("Arrive", "2014")],
    )
    after = {former.name: former.pk for former in organization.former_names.all()}
    assert {name: after[name] for name in ("Reste", "Change")} == {
        name: before[name] for name in ("Reste", "Change")
    }
    assert [str(former) for former in organization.former_names.all()] == [
        "Reste",
        "Change (CH)",
        "Arrive",
    ]


def test_a_save_over_a_newer_version_is_refused_and_changes_nothing(coordination: User) -> None:
    organization = make_organization("Avant")
    change = {"by": coordination, "organization": organization, "former_names": []}
    organizations.edit_organization(version=1, fields={"name": "Premier"}, **change)
    with pytest.raises(StaleFormError) as caught:
        organizations.edit_organization(version=1, fields={"name": "Second"}, **change)
    organization.refresh_from_db()
    assert (organization.name, organization.version, caught.value.args) == ("Premier", 2, (2,))


def test_contact_without_anything_makes_no_row(coordination: User) -> None:
    organization = make_organization()
    edit = {"by": coordination, "organization": organization, "public": {"website": ""}}
    organizations.edit_contact(version=1, internal={"email": "", "phone": ""}, **edit)
    assert not OrganizationContact.objects.exists()
    organizations.edit_contact(version=2, internal={"phone": "819"}, **edit)
    organizations.edit_contact(version=3, internal={"phone": ""}, **edit)
    assert OrganizationContact.objects.get().phone == ""


def test_contact_written_by_a_representative_keeps_the_note(partner: User) -> None:
    organization = partner.person.mandates.get().membership.organization
    make_contact(organization, note="Rappeler en mai", email="a@exemple.test")
    organizations.edit_contact(
        by=partner,
        organization=organization,
        version=1,
        public={},
        internal={"email": "b@exemple.test"},
    )
    contact = OrganizationContact.objects.get()
    assert (contact.email, contact.note) == ("b@exemple.test", "Rappeler en mai")


def test_a_person_and_their_contact_are_written_together(coordination: User) -> None:
    person = people.create_person(
        by=coordination,
        fields={"first_name": "Anne", "last_name": "Roy"},
        contact={"email": "anne@exemple.test", "phone": ""},
        submission=uuid4(),
    )
    people.edit_person(
        by=coordination,
        person=person,
        version=1,
        fields={"function": "Directrice"},
        contact={"email": "", "phone": "819"},
    )
    person.refresh_from_db()
    contact = PersonContact.objects.get(person=person)
    assert (str(person), person.function) == ("Anne Roy", "Directrice")
    assert (contact.email, contact.phone) == ("", "819")


def test_contact_of_a_person_is_kept_apart(coordination: User) -> None:
    person = make_person()
    make_person_contact(person, phone="819")
    people.edit_person(by=coordination, person=person, version=1, fields={}, contact={})
    assert PersonContact.objects.get().phone == "819"


@pytest.mark.parametrize("start", Invitation)
@pytest.mark.parametrize("end", Invitation)
def test_an_invitation_moves_along_its_transitions_only(
    committee: Committee, coordination: User, start: str, end: str
) -> None:
    membership = make_membership(committee, invitation=start)
    change = {
        "by": coordination,
        "membership": membership,
        "version": 1,
        "invitation": end,
        "note": "Par téléphone",
        "started_on": TODAY,
    }
    if end in Membership.ALLOWED[start]:
        committees.change_invitation(**change)
    else:
        with pytest.raises(ValidationError, match="n’en est plus là"):
            committees.change_invitation(**change)
    membership.refresh_from_db()
    moved = end in Membership.ALLOWED[start]
    accepted = moved and end == Invitation.ACCEPTED
    assert membership.invitation == (end if moved else start)
    assert membership.started_on == (TODAY if accepted else None)
    assert membership.invitation_note == ("Par téléphone" if moved else "")


def test_ending_a_membership_ends_its_mandates_and_destroys_nothing(
    membership: Membership, coordination: User
) -> None:
    last = date(2015, 6, 30)
    running = make_mandate(membership)
    beyond = make_mandate(membership, ended_on=date(2016, 1, 1))
    past = make_mandate(membership, ended_on=date(2014, 6, 30))
    committees.end_membership(by=coordination, membership=membership, version=1, ended_on=last)
    ends = {mandate.pk: mandate.ended_on for mandate in Representative.objects.all()}
    assert ends == {running.pk: last, beyond.pk: last, past.pk: date(2014, 6, 30)}
    assert list(Membership.objects.values_list("started_on", "ended_on")) == [(SINCE, last)]


def test_a_membership_does_not_end_before_a_mandate_begins(
    membership: Membership, coordination: User
) -> None:
    make_mandate(membership, started_on=date(2016, 1, 1))
    with pytest.raises(ValidationError, match="commence après ce jour"):
        committees.end_membership(
            by=coordination, membership=membership, version=1, ended_on=date(2015, 1, 1)
        )
    assert Membership.objects.get().ended_on is None


def test_who_follows_sits_from_the_day_after_in_the_same_office(
    membership: Membership, coordination: User
) -> None:
    mandate = make_mandate(membership, office=Representative.Office.CHAIR)
    successor = make_person()
    last = date(2016, 6, 30)
    following = committees.end_mandate(
        by=coordination, mandate=mandate, version=1, ended_on=last, successor=successor
    )
    mandate.refresh_from_db()
    assert (mandate.ended_on, mandate.version) == (last, 2)
    assert (following.person, following.office, following.started_on) == (
        successor,
        Representative.Office.CHAIR,
        last + timedelta(days=1),
    )
    assert set(Representative.objects.on(last)) == {mandate}
    assert set(Representative.objects.on(last + timedelta(days=1))) == {following}


def test_a_mandate_may_end_with_nobody_to_follow(
    membership: Membership, coordination: User
) -> None:
    mandate = make_mandate(membership)
    end = {"by": coordination, "mandate": mandate, "version": 1, "ended_on": TODAY}
    assert committees.end_mandate(**end) is None
    assert Representative.objects.count() == 1


def test_a_successor_who_sits_already_stops_the_ending(
    membership: Membership, coordination: User
) -> None:
    mandate, other = make_mandate(membership), make_mandate(membership)
    with pytest.raises(IntegrityError):
        committees.end_mandate(
            by=coordination,
            mandate=mandate,
            version=1,
            ended_on=date(2015, 1, 1),
            successor=other.person,
        )
    mandate.refresh_from_db()
    assert mandate.ended_on is None


def test_history_tells_of_each_change(membership: Membership, coordination: User) -> None:
    organizations.change_visibility(
        by=coordination, row=membership.organization, version=1, visibility="public"
    )
    events = Organization.pgh_event_model.objects.filter(pgh_obj=membership.organization)
    assert list(events.order_by("pgh_id").values_list("pgh_label", "visibility")) == [
        ("insert", "partners"),
        ("update", "public"),
    ]
