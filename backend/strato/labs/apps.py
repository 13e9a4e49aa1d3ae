"""Wiring of labs."""

from importlib import import_module

from django.apps import AppConfig

from strato.accounts.profile import profile_parts


class LabsConfig(AppConfig):
    name = "strato.labs"
    label = "labs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.topics").register()
        profile_parts["memberships"] = import_module(f"{self.name}.reports").memberships_of
