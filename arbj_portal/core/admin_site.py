"""Django's admin, kept to reference lists: nothing there has a status or contact data."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from arbj_portal.core.access import require


class ReferenceLists(AdminSite):
    site_title = "Portail de concertation"
    site_header = "Listes de référence"
    index_title = "Listes de référence"
    enable_nav_sidebar = False
    final_catch_all_view = False  # what no page answers is a 404 for everyone, here too

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse in place: whoever signed in without the right gets a 403, not a second sign-in."""
        admin_view = super().admin_view(view, cacheable)

        @wraps(admin_view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request, self.has_permission(request))
            return admin_view(request, *args, **kwargs)

        return answer

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one page for signing in, and it is the portal's."""
        require(request, self.has_permission(request))
        return redirect("admin:index")


reference_lists = ReferenceLists(name="admin")
