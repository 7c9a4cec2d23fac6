"""Who may do what, address by address: the declared answers of the portal.

SEEN says who may know that an object exists; tests/access_hidden.py makes the objects. ADDRESSES
says what an address answers, for an object that one sees, to
    the anonymous; a partner (who sits in the committee of the objects named « partners »); a
    stranger (a partner of another committee only); a former partner (whose mandate ended);
    the coordination; the administration.
A line for one object (« followup.own ») goes before the line for all of its kind (« followup »).

Answers: a status, or « login » (moved to signing in, and back afterwards). POST is sent empty:
200 is the form with its errors, 302 is done. What holds everywhere needs no line:
- an object that one does not see, or that does not exist: 404, or « login » to the anonymous;
- HEAD answers as GET; a method that no line names is a 405, or « login » to the anonymous where
  no line opens the address to them;
- Django's admin refuses people before it looks at the method;
- an account that was closed is an anonymous visitor, whatever its roles.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.access_table_meetings import MEETINGS

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

SEEN = """
# object                           anonymous partner stranger former coordination administration
agreement.public                           x       x        x      x            x              x
agreement.partners                         -       x        -      -            x              x
agreement.other                            -       -        x      -            x              x
agreement.coordination                     -       -        -      -            x              x
change.public                              x       x        x      x            x              x
change.coordination                        -       -        -      -            x              x
movement.coordination                      -       -        -      -            x              x
movement.public                            x       x        x      x            x              x
objective.coordination                     -       -        -      -            x              x
objective.partners                         -       x        -      -            x              x
objective.public                           x       x        x      x            x              x
action.coordination                        -       -        -      -            x              x
action.public                              x       x        x      x            x              x
planimport.public                          -       -        -      -            x              x
photo.coordination                         -       -        -      -            x              x
photo.other                                -       -        x      -            x              x
photo.partners                             -       x        -      -            x              x
photo.public                               x       x        x      x            x              x
report.coordination                        -       -        -      -            x              x
report.draft                               -       -        -      -            x              x
report.other                               -       -        x      -            x              x
report.partners                            -       x        -      -            x              x
report.public                              x       x        x      x            x              x
reportwork.draft                           -       -        -      -            x              x
reportfile.draft                           -       -        -      -            x              x
reportfile.partners                        -       x        -      -            x              x
reportfile.public                          x       x        x      x            x              x
activity.public                            x       x        x      x            x              x
activity.partners                          -       x        -      -            x              x
activity.other                             -       -        x      -            x              x
activity.coordination                      -       -        -      -            x              x
committee.public                           x       x        x      x            x              x
committee.other                            -       -        x      -            x              x
committee.coordination                     -       -        -      -            x              x
organization.public                        x       x        x      x            x              x
organization.own                           x       x        x      x            x              x
organization.partners                      -       x        -      -            x              x
organization.other                         -       -        x      -            x              x
organization.coordination                  -       -        -      -            x              x
attached.agreement                         x       x        x      x            x              x
attached.activity                          x       x        x      x            x              x
membership.public                          x       x        x      x            x              x
membership.partners                        -       x        -      -            x              x
membership.other                           -       -        x      -            x              x
membership.coordination                    -       -        -      -            x              x
mandate.partners                           -       x        -      -            x              x
mandate.other                              -       -        x      -            x              x
mandate.coordination                       -       -        -      -            x              x
person.own                                 -       x        -      -            x              x
person.partners                            -       x        -      -            x              x
person.left                                -       x        -      x            x              x
person.other                               -       -        x      -            x              x
person.coordination                        -       -        -      -            x              x
section.fiche                              x       x        x      x            x              x
section.etat                               x       x        x      x            x              x
section.parties                            x       x        x      x            x              x
section.objectifs                          x       x        x      x            x              x
section.jalons                             x       x        x      x            x              x
section.documents                          x       x        x      x            x              x
section.hidden                             -       -        -      -            x              x
document.public                            x       x        x      x            x              x
document.partners                          -       x        -      -            x              x
document.other                             -       -        x      -            x              x
document.coordination                      -       -        -      -            x              x
document.coordination_of_public_agreement  -       -        -      -            x              x
document.coordination_of_public_activity   -       -        -      -            x              x
document.coordination_of_public_meeting    -       -        -      -            x              x
document.public_of_coordination_agreement  -       -        -      -            x              x
document.public_of_draft_meeting           -       -        -      -            x              x
document.public_of_closed_point            -       -        -      -            x              x
document.public_of_point_under_closed      -       -        -      -            x              x
document.coordination_of_open_point        -       -        -      -            x              x
meeting.public                             x       x        x      x            x              x
meeting.called                             x       x        x      x            x              x
meeting.projet                             -       x        -      -            x              x
meeting.partners                           -       x        -      -            x              x
meeting.partners_called                    -       x        -      -            x              x
meeting.unwritten                          -       x        -      -            x              x
meeting.other                              -       -        x      -            x              x
meeting.other_called                       -       -        x      -            x              x
meeting.coordination                       -       -        -      -            x              x
meeting.coordination_called                -       -        -      -            x              x
meeting.draft                              -       -        -      -            x              x
called.partner                             x       x        x      x            x              x
consultation.closed                        -       x        -      -            x              x
consultation.open                          -       x        -      -            x              x
consultation.other                         -       -        x      -            x              x
consultation.draft                         -       -        -      -            x              x
asked.partner                              -       x        -      -            x              x
carried.called                             x       x        x      x            x              x
leftout.called                             x       x        x      x            x              x
attached.meeting                           x       x        x      x            x              x
line.partners                              -       x        -      -            x              x
minutes.public                             x       x        x      x            x              x
minutes.projet                             -       x        -      -            x              x
minutes.partners                           -       x        -      -            x              x
minutes.other                              -       -        x      -            x              x
minutes.coordination                       -       -        -      -            x              x
minutes.draft                              -       -        -      -            x              x
minutes.attended                           -       x        -      -            x              x
minutes.missed                             -       -        -      -            x              x
minutes.none                               -       -        -      -            -              -
decision.public                            x       x        x      x            x              x
decision.projet                            -       x        -      -            x              x
decision.partners                          -       x        -      -            x              x
decision.other                             -       -        x      -            x              x
decision.coordination                      -       -        -      -            x              x
decision.unwritten                         -       -        -      -            x              x
decision.missed                            -       -        -      -            x              x
decision.closed                            -       -        -      -            x              x
message.failed                             -       -        -      -            x              x
message.kept                               -       -        -      -            x              x
sentfile.failed                            -       -        -      -            x              x
point.public                               x       x        x      x            x              x
point.projet                               -       x        -      -            x              x
point.other                                -       -        x      -            x              x
point.coordination                         -       -        -      -            x              x
point.unwritten                            -       x        -      -            x              x
point.closed                               -       -        -      -            x              x
attached_point.partners                    -       x        -      -            x              x
attached_point.closed                      -       -        -      -            x              x
proposal.own                               -       x        -      -            x              x
proposal.other                             -       -        -      -            x              x
followup.own                               -       x        -      -            x              x
chased.own                                 -       x        -      -            x              x
followup.partners                          -       x        -      -            x              x
followup.other                             -       -        x      -            x              x
followup.coordination                      -       -        -      -            x              x
followup.missed                            -       -        -      -            x              x
followup.draft                             -       -        -      -            x              x
followup.closed_public                     -       -        -      -            x              x
followup.closed_projet                     -       -        -      -            x              x
followup.closed_partners                   -       -        -      -            x              x
"""

# What everybody meets, and what is said of nobody in particular.
CORE = """
# address                object            methods  anon.  partner stranger former coord. admin.
home                     -                 GET      200    200     200      200    200    200
timeline                 -                 GET      200    200     200      200    200    200
privacy                  -                 GET      200    200     200      200    200    200
health                   -                 GET      200    200     200      200    200    200
period_preview           -                 GET      200    200     200      200    200    200
portal_logo              -                 GET      404    404     404      404    404    404
document_download        document          GET      200    200     200      200    200    200
"""

# What the portal writes to people: the coordination and the administration.
MAIL = """
message_list             -                 GET      login  403     403      403    200    200
message_detail           message           GET      login  403     403      403    200    200
message_again            message           POST     login  403     403      403    403    403
message_again            message.failed    POST     login  403     403      403    302    302
message_file             sentfile          GET      login  403     403      403    200    200
"""

# Signing in: the pages of allauth, which answer OPTIONS, and PUT as POST.
SIGNING_IN = """
account_login            -                 GET      200    302     302      302    302    302
account_login            -                 POST+PUT 200    302     302      302    302    302
account_login            -                 OPTIONS  200    302     302      302    302    302
account_login            -          PATCH+DELETE+TRACE 405 302     302      302    302    302
account_logout           -                 GET      302    200     200      200    200    200
account_logout           -                 POST     302    302     302      302    302    302
account_logout           -                 OPTIONS  200    200     200      200    200    200
"""

# Accounts, the settings of the portal, reference lists: the administration.
ACCOUNTS = """
account                  -                 GET      login  200     200      200    200    200
account_session          -                 GET      login  200     200      200    200    200
account_change_password  -                 GET+POST login  200     200      200    200    200
accept_invitation        invitation.link   GET+POST 200    200     200      200    200    200
accept_invitation        invitation.used   GET+POST 404    404     404      404    404    404
account_list             -                 GET      login  403     403      403    403    200
account_invite           -                 GET+POST login  403     403      403    403    200
account_edit             account           GET+POST login  403     403      403    403    200
account_link             account           POST     login  403     403      403    403    200
account_deactivate       account           POST     login  403     403      403    403    302
account_reactivate       account           POST     login  403     403      403    403    302
invitation_withdraw      invitation.sent   POST     login  403     403      403    403    302
portal_settings          -                 GET+POST login  403     403      403    403    200
first_run                -                 GET+POST login  403     403      403    403    302
"""

MEMBERS = """
organization_list        -                 GET      200    200     200      200    200    200
organization_create      -                 GET+POST login  403     403      403    200    200
organization_detail      organization      GET      200    200     200      200    200    200
organization_edit        organization      GET+POST login  403     403      403    200    200
organization_contact     organization      GET+POST login  403     403      403    200    200
organization_contact     organization.own  GET+POST login  200     403      403    200    200
organization_contact     organization.other GET+POST login 404     200      404    200    200
organization_visibility  organization      GET+POST login  403     403      403    200    200
organization_history     organization      GET      login  403     403      403    200    200
membership_create        -                 GET+POST login  403     403      403    200    200
membership_edit          membership        GET+POST login  403     403      403    200    200
membership_invitation    membership        GET+POST login  403     403      403    200    200
membership_end           membership        GET+POST login  403     403      403    200    200
membership_visibility    membership        GET+POST login  403     403      403    200    200
mandate_create           membership        GET+POST login  403     403      403    200    200
mandate_edit             mandate           GET+POST login  403     403      403    200    200
mandate_end              mandate           GET+POST login  403     403      403    200    200
committee_create         -                 GET+POST login  403     403      403    403    200
committee_detail         committee         GET      200    200     200      200    200    200
committee_edit           committee         GET+POST login  403     403      403    403    200
committee_visibility     committee         GET+POST login  403     403      403    403    200
committee_history        committee         GET      login  403     403      403    200    200
person_list              -                 GET      login  200     200      200    200    200
person_create            -                 GET+POST login  403     403      403    200    200
person_detail            person            GET      login  200     200      200    200    200
person_edit              person            GET+POST login  403     403      403    200    200
person_history           person            GET      login  403     403      403    200    200
"""

# Text, money and status: the administration; progress, evidence and activities: both.
AGREEMENTS = """
agreement_list           -                 GET      200    200     200      200    200    200
agreement_create         -                 GET+POST login  403     403      403    403    200
agreement_detail         agreement         GET      200    200     200      200    200    200
agreement_edit           agreement         GET      login  403     403      403    200    200
agreement_section        section           GET      login  403     403      403    200    200
agreement_section        section.fiche     POST     login  403     403      403    403    200
agreement_section        section.etat      POST     login  403     403      403    403    200
agreement_section        section.parties   POST     login  403     403      403    403    200
agreement_section        section           POST     login  403     403      403    200    200
agreement_take_back      agreement.public  POST     login  403     403      403    403    403
agreement_take_back      agreement         POST     login  403     403      403    403    302
agreement_visibility     agreement         GET+POST login  403     403      403    403    200
agreement_history        agreement         GET      login  403     403      403    200    200
agreement_detach         attached.agreement POST   login  403     403      403    302    302
status_correct           change            GET+POST login  403     403      403    403    200
movement_edit            movement          GET+POST login  403     403      403    403    200
movement_take_back       movement          POST     login  403     403      403    403    302
objective_detail         objective         GET      200    200     200      200    200    200
indicators_edit          objective         GET+POST login  403     403      403    200    200
objectives_carry         agreement         GET+POST login  403     403      403    403    200
plan_detail              agreement         GET      200    200     200      200    200    200
plan_model               agreement         GET      login  403     403      403    403    200
plan_import_begin        agreement         GET+POST login  403     403      403    403    200
plan_import              planimport        GET+POST login  403     403      403    403    200
action_create            objective         GET+POST login  403     403      403    403    200
action_edit              action            GET+POST login  403     403      403    200    200
action_remove            action            POST     login  403     403      403    403    302
activity_create          -                 GET+POST login  403     403      403    200    200
activity_detail          activity          GET      200    200     200      200    200    200
activity_edit            activity          GET+POST login  403     403      403    200    200
activity_visibility      activity          GET+POST login  403     403      403    200    200
activity_history         activity          GET      login  403     403      403    200    200
activity_delete          activity          POST     login  403     403      403    403    403
activity_attach          activity          GET+POST login  403     403      403    200    200
photo_add                activity          GET+POST login  403     403      403    200    200
photo_edit               photo             GET+POST login  403     403      403    200    200
photo_show               photo             GET      200    200     200      200    200    200
activity_detach          attached.activity POST    login  403     403      403    302    302
"""

# The coordination writes, the administration reads; partners answer, comment, tick off.
REPORTS = """
# address                object            methods  anon.  partner stranger former coord. admin.
report_begin             agreement         GET+POST login  403     403      403    403    200
report_detail            report            GET      200    200     200      200    200    200
report_detail            report            POST     login  403     403      403    403    403
report_detail            report.draft      POST     login  403     403      403    403    200
report_deposit           report            GET+POST login  403     403      403    403    302
report_deposit           report.draft      GET+POST login  403     403      403    403    200
report_prepare           reportfile        POST     login  403     403      403    302    302
report_work              reportwork        GET      login  403     403      403    200    200
report_work_file         reportwork        GET      login  403     403      403    200    200
report_discard           report            POST     login  403     403      403    403    403
report_discard           report.draft      POST     login  403     403      403    403    302
report_visibility        report            GET+POST login  403     403      403    403    200
report_visibility        report.draft      GET+POST login  403     403      403    403    403
report_file              reportfile        GET      200    200     200      200    200    200
"""

REFERENCE_LISTS = """
admin:index              -                 ANY      login  403     403      403    403    200
admin:app_list           -                 ANY      login  403     403      403    403    200
admin:login              -                 ANY      login  403     403      403    403    302
admin:logout             -            POST+OPTIONS  login  403     403      403    403    200
admin:password_change    - GET+POST+PUT+OPTIONS     login  403     403      403    403    200
admin:password_change_*  -             GET+OPTIONS  login  403     403      403    403    200
admin:autocomplete       -                 GET      login  403     403      403    403    403
admin:autocomplete       -                 OPTIONS  login  403     403      403    403    200
admin:jsi18n             -             GET+OPTIONS  login  403     403      403    403    200
admin:view_on_site       reference.link    ANY      login  403     403      403    403    404
admin:members_*          -                 ANY      login  403     403      403    403    200
admin:members_locality_* reference.locality ANY     login  403     403      403    403    200
admin:members_category_* reference.category ANY     login  403     403      403    403    200
admin:None reference.locality GET+POST+PUT+PATCH+DELETE+OPTIONS login 403 403 403 403 302
"""

ADDRESSES = "".join(
    (CORE, MAIL, SIGNING_IN, ACCOUNTS, MEMBERS, AGREEMENTS, REPORTS, MEETINGS, REFERENCE_LISTS)
)


@dataclass(frozen=True)
class Row:
    """What an address answers, by role, for an object, or for all of a kind."""

    name: str
    object: str
    methods: frozenset[str]
    answers: tuple[str, ...]


def cells(table: str) -> Iterator[list[str]]:
    return (line.split() for line in table.splitlines() if line and not line.startswith("#"))


def rows() -> Iterator[Row]:
    for name, target, methods, *answers in cells(ADDRESSES):
        named = set(METHODS) if methods == "ANY" else set(methods.split("+"))
        also = {"HEAD"} if "GET" in named else set()
        yield Row(name, target, frozenset(named | also), (*answers,))


def seen() -> dict[str, tuple[bool, ...]]:
    """Each object, and whether it is seen, by role."""
    return {name: (*(mark == "x" for mark in marks),) for name, *marks in cells(SEEN)}
