"""How each state looks: a shape of its own, and a tone that only repeats it.

Models know nothing of this; pages pass the stored value. Shapes are drawn in a 16 by 16 box.
"""

RING = '<circle cx="8" cy="8" r="6.6" fill="none" stroke-width="1.8"/>'

SHAPES = {
    "dashed": (
        '<circle cx="8" cy="8" r="6.6" fill="none" stroke-width="1.8" stroke-dasharray="2.6 2.6"/>'
    ),
    "point": RING + '<circle cx="8" cy="8" r="2.9"/>',
    "check": (
        '<path fill-rule="evenodd" d="M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm3.9 5.7-4.9 '
        '5.2-3-2.9 1.2-1.3 1.8 1.7 3.7-3.9Z"/>'
    ),
    "half": RING + '<path d="M2.4 8h11.2A5.6 5.6 0 0 1 2.4 8Z"/>',
    "cross": RING + '<path fill="none" stroke-width="1.9" stroke-linecap="round" '
    'd="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6"/>',
    "arrow": RING
    + '<path fill="none" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" '
    'd="M4.8 8h6M8.4 5.5 10.9 8l-2.5 2.5"/>',
    "stroke": RING + '<path fill="none" stroke-width="1.9" d="m3.4 12.6 9.2-9.2"/>',
    "triangle": (
        '<path fill-rule="evenodd" d="M8 1 .6 14.5h14.8Zm-.9 4.8h1.8v4.4H7.1Zm0 5.5h1.8v1.7H7.1Z"/>'
    ),
    "sheet": (
        '<path fill="none" stroke-width="1.7" stroke-linejoin="round" '
        'd="M3 1.4h6.4L13 5v9.6H3Z"/><path fill="none" stroke-width="1.5" '
        'stroke-linecap="round" d="M5.6 8h4.8M5.6 11h4.8"/>'
    ),
}

# Tones: "" is neutral; "ok" reached, "info" under way, "partial" half reached,
# "warn" waiting or put off, "late" late, refused or not reached.
LOOKS = {
    # not begun
    "not_started": ("dashed", ""),
    "scheduled": ("dashed", ""),
    "waiting": ("dashed", "warn"),
    "to_do": ("dashed", ""),
    "to_invite": ("dashed", ""),
    "no_answer": ("dashed", "warn"),
    "draft": ("sheet", ""),
    "kept": ("sheet", ""),
    "proposed": ("sheet", "warn"),
    # under way
    "in_preparation": ("point", "info"),
    "in_negotiation": ("point", "info"),
    "awaiting_signature": ("point", "warn"),
    "in_progress": ("point", "info"),
    "open": ("point", "info"),
    "in_force": ("point", "ok"),
    "closing": ("point", "warn"),
    "remote": ("point", "ok"),
    "queued": ("point", "info"),
    "convened": ("arrow", "info"),
    "invited": ("arrow", "info"),
    "reminded": ("arrow", "warn"),
    # reached
    "signed": ("check", "ok"),
    "completed": ("check", "ok"),
    "met": ("check", "ok"),
    "held": ("check", "ok"),
    "closed": ("check", "ok"),
    "sent": ("check", "ok"),
    "present": ("check", "ok"),
    "done": ("check", "ok"),
    "treated": ("check", "ok"),
    "adopted": ("check", "ok"),
    "adopted_with_changes": ("check", "ok"),
    "accepted": ("check", "ok"),
    "agreed": ("check", "ok"),
    "unanimous": ("check", "ok"),
    "majority": ("check", "ok"),
    "vote_for": ("check", "ok"),
    # reached in part
    "partially_met": ("half", "partial"),
    "completed_partially": ("half", "partial"),
    # put off, or followed by another
    "carried_over": ("arrow", "warn"),
    "postponed": ("arrow", "warn"),
    "postponed_often": ("triangle", "warn"),
    "replaced": ("arrow", "info"),
    "substitute": ("arrow", "info"),
    # given up
    "abandoned": ("stroke", ""),
    "cancelled": ("stroke", ""),
    "withdrawn": ("stroke", ""),
    "not_applicable": ("stroke", ""),
    "declined": ("stroke", ""),
    "excused": ("stroke", "warn"),
    "suspended": ("stroke", "warn"),
    "vote_abstention": ("stroke", ""),
    "terminated": ("stroke", "late"),
    # not reached
    "not_met": ("cross", "late"),
    "failed": ("cross", "late"),
    "rejected": ("cross", "late"),
    "vote_against": ("cross", "late"),
    "absent": ("cross", "late"),
    "late": ("triangle", "late"),
}
UNKNOWN = ("dashed", "")
