"""The reference lists of members: nothing here has a status or contact data."""

from django.contrib import admin

from arbj_portal.core.admin_site import reference_lists
from members.models import Category, Locality


class ReferenceListAdmin(admin.ModelAdmin):
    search_fields = ["name"]


@admin.register(Category, site=reference_lists)
class CategoryAdmin(ReferenceListAdmin):
    list_display = ["name", "position"]


@admin.register(Locality, site=reference_lists)
class LocalityAdmin(ReferenceListAdmin):
    list_display = ["name", "kind"]
