from django.apps import AppConfig


class ShopfloorConfig(AppConfig):
    name = "strato.shopfloor"
    label = "shopfloor"
    default_auto_field = "django.db.models.BigAutoField"
