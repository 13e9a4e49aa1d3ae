"""The cheapest variant of a product is the first of an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_product_words")]

    operations = [
        migrations.AddIndex(
            model_name="variant",
            index=models.Index(
                condition=models.Q(("is_active", True)), fields=["product", "amount"], name="variants_by_price"
            ),
        ),
    ]
