"""Wiring of messaging."""

from importlib import import_module

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "strato.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.frames")
        import_module(f"{self.name}.tasks")
        import_module(f"{self.name}.receivers")
        import_module(f"{self.name}.startup").register()
