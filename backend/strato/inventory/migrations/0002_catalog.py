"""The catalog that a new platform starts with."""

from dataclasses import asdict

from django.db import migrations

from strato.inventory.catalog import MATERIALS


def fill(apps, schema_editor):
    material = apps.get_model("inventory", "Material")
    for entry in MATERIALS:
        fields = asdict(entry)
        material.objects.get_or_create(code=fields.pop("code"), defaults=fields)


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
