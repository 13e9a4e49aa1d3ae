from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "strato.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
