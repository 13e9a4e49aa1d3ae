from django.apps import AppConfig


class RigConfig(AppConfig):
    name = "strato.core.tests.rig"
    label = "rig"
    default_auto_field = "django.db.models.BigAutoField"
