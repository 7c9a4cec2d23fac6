"""Who looks at the timeline, asked once for all that a page asks about them."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import CharField, Q, Value

from agreements.models import Agreement
from arbj_portal.core.roles import Visibility, reads_everything
from members.models import Committee


@dataclass(frozen=True, slots=True)
class Viewer:
    """A user with the circles of which they are a partner, by id."""

    user: Any
    reads_everything: bool
    committees: frozenset[int] = frozenset()
    agreements: frozenset[int] = frozenset()

    @classmethod
    def of(cls, user: Any) -> Self:
        """Asks the database for nobody but a partner, and then once."""
        if not user.is_authenticated or reads_everything(user):
            return cls(user, reads_everything(user))
        circles = {
            "committee": Committee.objects.of(user),
            "agreement": Agreement.objects.of_partner(user),
        }
        first, second = (
            circle.order_by().values_list(Value(name, CharField()), "pk")
            for name, circle in circles.items()
        )
        found = set(first.union(second, all=True).order_by())
        return cls(
            user,
            False,
            *(frozenset(pk for kind, pk in found if kind == name) for name in circles),
        )

    @classmethod
    def of_request(cls, request: Any) -> Self:
        """The request keeps them."""
        if not hasattr(request, "timeline_viewer"):
            request.timeline_viewer = cls.of(request.user)
        return request.timeline_viewer

    def reads(self, path: str = "") -> Q:
        """The entries, or what is tied to them, that are open to this viewer."""
        return self.reads_level(
            f"{path}visibility", committee=f"{path}committee", agreement=f"{path}agreement"
        )

    def reads_level(self, level: str, *, committee: str = "", agreement: str = "") -> Q:
        """The rows whose level is open to this viewer.

        `level` is the path to a visibility; the others lead to the committee and to the agreement
        whose partners read what is for partners.
        """
        if self.reads_everything:
            return Q()
        circle = Q()
        if committee:
            circle |= Q(**{f"{committee}__in": self.committees})
        if agreement:
            circle |= Q(**{f"{agreement}__in": self.agreements})
        return Q(**{level: Visibility.PUBLIC}) | (Q(**{level: Visibility.PARTNERS}) & circle)
