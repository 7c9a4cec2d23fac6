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

MEETINGS = """
meeting_list             -                 GET      200    200     200      200    200    200
meeting_detail           meeting           GET      200    200     200      200    200    200
meeting_agenda           meeting           GET+POST login  403     403      403    200    403
meeting_agenda           meeting.public    GET+POST login  403     403      403    403    403
agenda_keep              meeting           GET+POST login  403     403      403    200    403
agenda_keep              meeting.public    GET+POST login  403     403      403    403    403
agenda_order             meeting           POST     login  403     403      403    302    403
agenda_order             meeting.public    POST     login  403     403      403    403    403
agenda_point             point             GET+POST login  403     403      403    200    403
agenda_point             point.public      GET+POST login  403     403      403    403    403
agenda_move              point             POST     login  403     403      403    302    403
agenda_move              point.public      POST     login  403     403      403    403    403
agenda_remove            point             POST     login  403     403      403    302    403
agenda_remove            point.public      POST     login  403     403      403    403    403
agenda_attach            point             GET+POST login  403     403      403    200    403
agenda_attach            point.public      GET+POST login  403     403      403    403    403
agenda_detach            attached_point    POST     login  403     403      403    302    403
agenda_model_list        -                 GET      login  403     403      403    200    403
agenda_model_edit        agendamodel       GET+POST login  403     403      403    200    403
agenda_model_delete      agendamodel       GET+POST login  403     403      403    200    403
point_propose            meeting           GET+POST login  403     403      403    403    403
point_propose            meeting.called    GET+POST login  200     403      403    200    403
proposal_answer          proposal          GET+POST login  403     403      403    200    403
link_propose             link.own          GET+POST 200    200     200      200    200    200
link_propose             link.revoked      GET+POST 404    404     404      404    404    404
meeting_history          meeting           GET      login  403     403      403    200    200
meeting_log              -                 GET+POST login  403     403      403    200    403
meeting_seats            -                 POST     login  403     403      403    200    403
meeting_seats            meeting           POST     login  403     403      403    200    403
meeting_create           -                 GET+POST login  403     403      403    200    403
meeting_edit             meeting           GET+POST login  403     403      403    200    403
meeting_edit             meeting.public    GET+POST login  403     403      403    403    403
meeting_record           meeting           GET+POST login  403     403      403    200    403
meeting_record           meeting.public    GET+POST login  403     403      403    403    403
meeting_convene          meeting           GET+POST login  403     403      403    200    403
meeting_calls            meeting           GET      login  403     403      403    200    200
meeting_calls            meeting.draft     GET      login  403     403      403    403    403
meeting_remind           meeting           POST     login  403     403      403    302    403
reply_record             called.partner    GET+POST login  403     403      403    200    403
call_letter              called.partner    GET      login  403     403      403    200    403
link_renew               called.partner    POST     login  403     403      403    302    403
link_revoke              called.partner    POST     login  403     403      403    302    403
personal_link            link.own          GET+POST 200    200     200      200    200    200
personal_link            link.revoked      GET+POST 404    404     404      404    404    404
link_document            link.document     GET      200    200     200      200    200    200
meeting_cancel           meeting           GET+POST login  403     403      403    200    403
meeting_postpone         meeting           GET+POST login  403     403      403    200    403
meeting_delete           meeting           GET+POST login  403     403      403    403    403
meeting_delete           meeting.draft     GET      login  403     403      403    200    403
meeting_delete           meeting.draft     POST     login  403     403      403    302    403
meeting_visibility       meeting           GET+POST login  403     403      403    200    403
meeting_attach           meeting           GET+POST login  403     403      403    200    403
meeting_detach           attached.meeting  POST     login  403     403      403    302    403
consultation_list        -                 GET      login  200     200      200    200    200
consultation_create      -                 GET+POST login  403     403      403    200    403
consultation_detail      consultation      GET      login  200     200      200    200    200
consultation_edit        consultation      GET+POST login  403     403      403    403    403
consultation_edit        consultation.draft GET+POST login 403     403      403    200    403
consultation_attach      consultation      GET+POST login  403     403      403    403    403
consultation_attach      consultation.draft GET+POST login 403     403      403    200    403
consultation_open        consultation      GET+POST login  403     403      403    403    403
consultation_open        consultation.draft GET+POST login 403     403      403    200    403
consultation_answer      consultation      GET+POST login  403     403      403    403    403
consultation_answer      consultation.open GET+POST login  200     403      403    200    403
consultation_answer      consultation.other GET+POST login 403     200      403    403    403
consultation_record      asked.partner     GET+POST login  403     403      403    200    403
consultation_link_renew  asked.partner     POST     login  403     403      403    302    403
consultation_link_revoke asked.partner     POST     login  403     403      403    302    403
consultation_close       consultation      GET+POST login  403     403      403    200    403
consultation_close       consultation.closed GET+POST login 403    403      403    403    403
consultation_close       consultation.draft GET+POST login 403     403      403    403    403
consultation_abandon     consultation      GET+POST login  403     403      403    200    403
consultation_abandon     consultation.closed GET+POST login 403    403      403    403    403
consultation_link        asklink.own       GET+POST 200    200     200      200    200    200
consultation_link        asklink.revoked   GET+POST 404    404     404      404    404    404
consultation_link_document asklink.document GET     200    200     200      200    200    200
carried_leave_out        carried.called    POST     login  403     403      403    302    403
carried_bring_back       leftout.called    POST     login  403     403      403    302    403
meeting_reply            meeting           GET+POST login  403     403      403    403    403
meeting_reply            meeting.called    GET+POST login  200     403      403    200    403
meeting_reply            meeting.partners_called GET+POST login 200 403     403    200    403
meeting_reply            meeting.coordination_called GET+POST login 403 403 403    200    403
meeting_reply            meeting.other_called GET+POST login 403   200      403    403    403
decision_register        -                 GET      200    200     200      200    200    200
decision_export          -                 GET      200    200     200      200    200    200
decision_extract         decision          GET      login  403     403      403    200    403
decision_extract         decision.unwritten GET     login  403     403      403    403    403
agenda_pdf               meeting           GET      200    200     200      200    200    200
attendance_sheet_pdf     meeting           GET      login  403     403      403    200    403
minutes_pdf              minutes           GET      200    200     200      200    200    200
minutes_word             minutes           GET      200    200     200      200    200    200
meeting_notes            meeting           GET      login  403     403      403    200    403
meeting_notes            meeting.public    GET      login  403     403      403    403    403
notes_presence           meeting           POST     login  403     403      403    422    403
notes_save               point             POST     login  403     403      403    200    403
sitting                  meeting           GET      login  403     403      403    200    403
sitting                  meeting.public    GET      login  403     403      403    403    403
sitting                  meeting.draft     GET      login  403     403      403    403    403
sitting_state            meeting           GET      login  403     403      403    200    403
sitting_state            meeting.public    GET      login  403     403      403    403    403
sitting_state            meeting.draft     GET      login  403     403      403    403    403
sitting_begin            meeting           POST     login  403     403      403    200    403
sitting_begin            meeting.public    POST     login  403     403      403    403    403
sitting_begin            meeting.draft     POST     login  403     403      403    403    403
sitting_end              meeting           POST     login  403     403      403    200    403
sitting_end              meeting.public    POST     login  403     403      403    403    403
sitting_end              meeting.draft     POST     login  403     403      403    403    403
sitting_replies          meeting           POST     login  403     403      403    302    403
sitting_replies          meeting.public    POST     login  403     403      403    403    403
sitting_replies          meeting.draft     POST     login  403     403      403    403    403
sitting_guest            meeting           POST     login  403     403      403    302    403
sitting_guest            meeting.public    POST     login  403     403      403    403    403
sitting_guest            meeting.draft     POST     login  403     403      403    403    403
sitting_public           meeting           POST     login  403     403      403    302    403
sitting_public           meeting.public    POST     login  403     403      403    403    403
sitting_public           meeting.draft     POST     login  403     403      403    403    403
sitting_mark             line              POST     login  403     403      403    302    403
sitting_times            line              GET+POST login  403     403      403    200    403
sitting_replacement      line              GET+POST login  403     403      403    200    403
sitting_point            point             POST     login  403     403      403    302    403
sitting_point            point.public      POST     login  403     403      403    403    403
decision_write           point             GET+POST login  403     403      403    200    403
decision_write           point.public      GET+POST login  403     403      403    403    403
promise_write            point             GET+POST login  403     403      403    200    403
promise_write            point.public      GET+POST login  403     403      403    403    403
decision_correct         decision          GET+POST login  403     403      403    200    403
decision_correct         decision.public   GET+POST login  403     403      403    403    403
decision_correct         decision.closed   GET+POST login  403     403      403    403    403
decision_remove          decision          POST     login  403     403      403    302    403
decision_remove          decision.public   POST     login  403     403      403    403    403
decision_remove          decision.closed   POST     login  403     403      403    403    403
promise_correct          followup          GET+POST login  403     403      403    200    403
promise_correct          followup.closed_public GET+POST login 403 403     403    403    403
promise_remove           followup          POST     login  403     403      403    302    403
promise_remove           followup.closed_public POST login 403    403      403    403    403
meeting_close            meeting           GET+POST login  403     403      403    200    403
meeting_close            meeting.draft     GET+POST login  403     403      403    403    403
meeting_close            meeting.called    GET+POST login  403     403      403    403    403
meeting_close            meeting.partners_called GET+POST login 403 403    403    403    403
meeting_close            meeting.other_called GET+POST login 403   403      403    403    403
meeting_close            meeting.coordination_called GET+POST login 403 403 403    403    403
meeting_reopen           meeting           GET+POST login  403     403      403    403    403
meeting_versions         meeting           GET      login  403     403      403    200    200
notes_versions           point             GET      login  403     403      403    200    200
notes_restore            point             POST     login  403     403      403    302    403
notes_restore            point.public      POST     login  403     403      403    403    403
minutes_submit           minutes           GET+POST login  403     403      403    200    403
minutes_return           minutes           POST     login  403     403      403    302    403
minutes_adopt            minutes           GET+POST login  403     403      403    200    403
minutes_publish          minutes           GET      login  403     403      403    200    403
minutes_publish          minutes           POST     login  403     403      403    302    403
minutes_withdraw         minutes           POST     login  403     403      403    302    403
minutes_erratum          minutes           GET+POST login  403     403      403    403    403
minutes_erratum          minutes.public    GET+POST login  403     403      403    200    403
minutes_comment          minutes           GET+POST login  200     200      403    200    200
minutes_comment          minutes.public    GET+POST login  403     403      403    403    403
minutes_comment          minutes.draft     GET+POST login  403     403      403    403    403
followup_list            -                 GET      login  200     200      200    200    200
followup_detail          followup          GET      login  200     200      200    200    200
followup_update          followup          GET+POST login  403     403      403    200    403
followup_update          followup.own      GET+POST login  200     403      403    200    403
followup_update          followup.other    GET+POST login  403     200      403    200    403
followup_remind          chased.own        POST     login  403     403      403    302    403
followup_revoke          chased.own        POST     login  403     403      403    302    403
followup_link            promise.link      GET      200    200     200      200    200    200
followup_link            promise.revoked   GET      404    404     404      404    404    404
followup_link_update     promise.update    GET+POST 200    200     200      200    200    200
followup_thanks          -                 GET      200    200     200      200    200    200
"""

# Django's admin, which holds nothing else.
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
