"""Wiring of community."""

from importlib import import_module

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "strato.community"
    label = "community"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")
        import_module(f"{self.name}.tasks")
        import_module(f"{self.name}.startup").register()
