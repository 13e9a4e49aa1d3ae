"""Wiring of notifications."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "strato.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for room in ("frames", "notices", "receivers", "checks"):
            import_module(f"{self.name}.{room}")
        import_module(f"{self.name}.startup").register()
