"""Products are found by words of their own table, under a full-text index."""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import OperationalError, migrations, models, transaction

from strato.store.words import CONFIG, words_of

BATCH = 500
ON_POSTGRESQL = "CREATE INDEX store_productwords_vector ON store_productwords USING gin (vector)"
PUT = "INSERT INTO store_wordindex (rowid, names, texts) VALUES (new.id, new.names, new.texts);"
TAKE = "INSERT INTO store_wordindex (store_wordindex, rowid, names, texts) VALUES ('delete', old.id, old.names, old.texts);"
ON_SQLITE = (
    "CREATE VIRTUAL TABLE store_wordindex USING fts5 (names, texts, content='store_productwords', content_rowid='id', "
    "tokenize='unicode61', prefix='2 3')",
    "INSERT INTO store_wordindex (store_wordindex, rank) VALUES ('rank', 'bm25(10.0, 1.0)')",
    f"CREATE TRIGGER store_words_added AFTER INSERT ON store_productwords BEGIN {PUT} END",
    f"CREATE TRIGGER store_words_gone AFTER DELETE ON store_productwords BEGIN {TAKE} END",
    f"CREATE TRIGGER store_words_changed AFTER UPDATE OF names, texts ON store_productwords BEGIN {TAKE} {PUT} END",
)


def add_index(apps, editor):
    """GIN on PostgreSQL, FTS5 on SQLite; a SQLite that was built without it is searched row by row."""
    if editor.connection.vendor == "postgresql":
        editor.execute(ON_POSTGRESQL)
    if editor.connection.vendor == "sqlite":
        try:
            with transaction.atomic(editor.connection.alias):
                editor.execute(ON_SQLITE[0])
        except OperationalError:
            return
        for statement in ON_SQLITE[1:]:
            editor.execute(statement)


def drop_index(apps, editor):
    if editor.connection.vendor == "sqlite":
        for name in ("added", "gone", "changed"):
            editor.execute(f"DROP TRIGGER IF EXISTS store_words_{name}")
        editor.execute("DROP TABLE IF EXISTS store_wordindex")


def write_words(apps, editor):
    """The words of the products that are there."""
    vector = django.contrib.postgres.search.SearchVector
    words = apps.get_model("store", "ProductWords")
    waiting = []
    for product in apps.get_model("store", "Product").objects.order_by("id").iterator(BATCH):
        names, texts = words_of(product.name), words_of(f"{product.summary} {product.description}")
        waiting.append(words(product=product, names=" ".join(names), texts=" ".join(texts)))
        if len(waiting) == BATCH:
            words.objects.bulk_create(waiting)
            waiting = []
    words.objects.bulk_create(waiting)
    if editor.connection.vendor == "postgresql":
        words.objects.update(
            vector=vector("names", weight="A", config=CONFIG) + vector("texts", weight="C", config=CONFIG)
        )


class Migration(migrations.Migration):
    dependencies = [("store", "0002_catalog_imports")]

    operations = [
        migrations.CreateModel(
            name="ProductWords",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("names", models.TextField(blank=True)),
                ("texts", models.TextField(blank=True)),
                (
                    "vector",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Both, weighted; on PostgreSQL, where it is indexed", null=True
                    ),
                ),
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="store.product"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WordIndex",
            fields=[
                (
                    "words",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="index",
                        serialize=False,
                        to="store.productwords",
                    ),
                ),
                (
                    "asked",
                    models.TextField(
                        db_column="store_wordindex", help_text="Equals every query that the row matches"
                    ),
                ),
                ("rank", models.FloatField(help_text="The better the match, the lower")),
            ],
            options={"db_table": "store_wordindex", "managed": False},
        ),
        migrations.RunPython(add_index, drop_index),
        migrations.RunPython(write_words, migrations.RunPython.noop),
        migrations.RemoveField(model_name="product", name="search_text"),
    ]
