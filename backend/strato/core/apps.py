from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "strato.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("strato.core.startup").register()
        autodiscover_modules("tasks")  # every app's handlers are known wherever a job may be written or done
        autodiscover_modules("frames")  # each app's frames join the registry of the wire
