"""The money ledger is written once: the database itself refuses to change or delete its lines."""

from django.db import migrations

from strato.core.ledgers import append_only


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [append_only("payments", "MoneyEntry")]
