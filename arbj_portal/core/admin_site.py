"""Django's admin, kept to reference lists: nothing there has a status or contact data."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from arbj_portal.core.access import require


class ReferenceLists(AdminSite):
    site_title = site_header = "Listes de référence"
    index_title = "Listes de référence"
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one page for signing in, and it is the portal's."""
        require(request, self.has_permission(request))
        return redirect("admin:index")


reference_lists = ReferenceLists(name="admin")
