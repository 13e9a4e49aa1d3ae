"""Wiring of labs."""

from importlib import import_module

from django.apps import AppConfig


class LabsConfig(AppConfig):
    name = "strato.labs"
    label = "labs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")
        import_module(f"{self.name}.startup").register()
