"""Wiring of the stories."""

from importlib import import_module

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "strato.flows"
    label = "flows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.conversations_about_orders").register()
        import_module(f"{self.name}.conversations_about_print_jobs").register()
