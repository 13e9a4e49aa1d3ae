"""Wiring of accounts."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "strato.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for room in ("api.authentication", "api.key_authentication", "receivers"):
            import_module(f"{self.name}.{room}")
        import_module(f"{self.name}.startup").register()
