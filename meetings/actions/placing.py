"""Where a point stands on its agenda."""

from collections import Counter

from meetings.models import AgendaItem


def place(
    item: AgendaItem, parent: AgendaItem | None, taken: Counter[int | None], **values: object
) -> None:
    """A point as the next one under its parent, with these values; written where it changed."""
    key = parent.pk if parent else None
    taken[key] += 1
    values |= {"parent_id": key, "position": taken[key]}
    changed = {name: value for name, value in values.items() if getattr(item, name) != value}
    for name, value in changed.items():
        setattr(item, name, value)
    if item._state.adding:
        item.save()
    elif changed:
        item.version += 1
        item.save(update_fields=[*changed, "version"])
