"""Wiring of the stock."""

from importlib import import_module

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "strato.inventory"
    label = "inventory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")
        import_module(f"{self.name}.startup").register()
