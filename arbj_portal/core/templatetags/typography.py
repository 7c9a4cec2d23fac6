"""Filters that print dates, times, amounts and periods the way Québec writes them.

A builtin of every template; what cannot be printed (None, an empty text) prints as nothing.
"""

from django import template

from arbj_portal.core import typography

register = template.Library()

for name, write in {
    "amount": typography.amount_text,
    "breakable": typography.breakable_html,
    "date_fr": typography.date_html,
    "datetime_fr": typography.datetime_html,
    "file_size_fr": typography.file_size_text,
    "number": typography.number_text,
    "period": typography.period_html,
    "period_title": typography.period_title_html,
    "plural": typography.plural,
    "time_fr": typography.time_text,
    "weekday_date_fr": typography.weekday_date_html,
}.items():
    register.filter(name, write)
