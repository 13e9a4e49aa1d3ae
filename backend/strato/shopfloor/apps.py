"""Wiring of the shop floor."""

from importlib import import_module

from django.apps import AppConfig


class ShopfloorConfig(AppConfig):
    name = "strato.shopfloor"
    label = "shopfloor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")
        import_module(f"{self.name}.startup").register()
