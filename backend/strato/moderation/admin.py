"""Reports in the Django admin, to be looked at: they are settled on their own page, which tells those concerned."""

from django.contrib import admin

from strato.core.admin import LookOnly
from strato.moderation.models import RemedyTaken, Report


@admin.register(Report)
class ReportAdmin(LookOnly):
    list_display = ("reason", "kind", "label", "about", "reporter", "status", "created_at")
    list_filter = ("status", "kind", "reason")
    search_fields = ("label", "about__email", "about__name")
    list_select_related = ("reporter", "about")


@admin.register(RemedyTaken)
class RemedyTakenAdmin(LookOnly):
    list_display = ("remedy", "report", "by", "at")
    list_filter = ("remedy",)
    list_select_related = ("report", "by")
