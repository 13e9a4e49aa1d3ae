"""The storefronts of labs: categories, products and their variants, prices, pictures, reviews, wishlists."""

from collections.abc import Sequence
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from strato.accounts.models import Language
from strato.core.money import CURRENCIES, Money
from strato.core.queue import Job, JobStatus
from strato.core.rows import Row, new_id
from strato.inventory.models import Item
from strato.labs.models import Lab
from strato.orders.states import TaxClass
from strato.store import texts

CURRENCY_CHOICES = [(code, code) for code in CURRENCIES]


class Translated(models.Model):
    """Mixin of what is named in several languages; ``own_texts`` are those of its own language."""

    language = models.CharField(
        max_length=8, choices=Language.choices, default=Language.ENGLISH, help_text="Of its own texts"
    )
    translations = models.JSONField(default=dict, blank=True, help_text='{"de": {"name": "Becher"}}')

    class Meta:
        abstract = True

    @property
    def own_texts(self) -> dict[str, str]:
        raise NotImplementedError

    def texts_for(self, readers: Sequence[str]) -> dict[str, str]:
        """Its texts as somebody gets them who reads these languages."""
        return {name: words for name, (words, _) in self.said_to(readers).items()}

    def said_to(self, readers: Sequence[str]) -> dict[str, texts.Said]:
        """The same, each text with the language that it is in."""
        return texts.said(self.own_texts, self.language, self.translations, readers)


class CategoryQuerySet(MP_NodeQuerySet):  # type: ignore[misc]  # untyped library
    def visible_to(self, user: Any) -> Self:
        """The tree is public."""
        return self


class CategoryManager(MP_NodeManager.from_queryset(CategoryQuerySet)):  # type: ignore[misc]  # untyped library
    def get_queryset(self) -> CategoryQuerySet:
        rows: CategoryQuerySet = CategoryQuerySet(self.model, using=self._db).order_by("path")
        return rows


class Category(Translated, MP_Node):  # type: ignore[misc]  # untyped library
    """One shelf of the catalog; categories form a tree."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.CharField(max_length=400, blank=True)
    node_order_by = ["name"]

    objects = CategoryManager()

    class Meta:
        ordering = ("path",)
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    @property
    def own_texts(self) -> dict[str, str]:
        return {"name": self.name, "description": self.description}


class ProductQuerySet(models.QuerySet["Product"]):
    def visible_to(self, user: Any) -> Self:
        """What is published by active labs is public; drafts are seen by the lab's members and the admins."""
        public = Q(is_published=True, lab__in=Lab.objects.active())
        if not user.is_authenticated:
            return self.filter(public)
        return self if user.is_admin else self.filter(public | Q(lab__in=Lab.objects.of(user)))


class Product(Translated, Row):
    """One thing that a lab sells; what is bought is one of its variants."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="products")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(max_length=20_000, blank=True)
    is_published = models.BooleanField(default=False)
    option_texts = models.JSONField(
        default=dict, blank=True, help_text='Words of its variants\' options: {"de": {"Color": "Farbe"}}'
    )
    made_to_order = models.BooleanField(default=False, help_text="Never out of stock; made when it is bought")
    lead_days = models.PositiveSmallIntegerField(default=0, help_text="Until it leaves the lab")
    tax_class = models.CharField(max_length=12, choices=TaxClass.choices, default=TaxClass.STANDARD)
    rating_sum = models.PositiveBigIntegerField(default=0, help_text="Of the reviews; with the count, the rating")
    rating_count = models.PositiveIntegerField(default=0)
    sold_count = models.PositiveIntegerField(default=0)
    base_price = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The least price, in millionths of the base currency, to compare by",
    )

    objects = ProductQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rating_sum__gte=F("rating_count"), rating_sum__lte=F("rating_count") * 5),
                name="rating_between_one_and_five",
            ),
        ]
        indexes = [
            models.Index(fields=["category", "-id"], name="products_of_category"),
            models.Index(fields=["lab", "-id"], name="products_of_lab"),
            models.Index(fields=["base_price", "-id"], condition=Q(is_published=True), name="products_by_price"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @property
    def own_texts(self) -> dict[str, str]:
        return {"name": self.name, "summary": self.summary, "description": self.description}

    @property
    def rating(self) -> float | None:
        """Mean of the reviews, 1 to 5; None without any."""
        return self.rating_sum / self.rating_count if self.rating_count else None


class ProductWords(models.Model):
    """What one product is found by: its folded words, as the full-text index of the database reads them."""

    id = models.BigAutoField(primary_key=True)
    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="words")
    names = models.TextField(blank=True)
    texts = models.TextField(blank=True)
    vector = SearchVectorField(null=True, help_text="Both, weighted; on PostgreSQL, where it is indexed")

    def __str__(self) -> str:
        return self.names


class WordIndex(models.Model):
    """One row of SQLite's full-text index over ``ProductWords``, which triggers keep; other databases have no such table."""

    words = models.OneToOneField(
        ProductWords, primary_key=True, db_column="rowid", on_delete=models.DO_NOTHING, related_name="index"
    )
    asked = models.TextField(db_column="store_wordindex", help_text="Equals every query that the row matches")
    rank = models.FloatField(help_text="The better the match, the lower")

    class Meta:
        managed = False
        db_table = "store_wordindex"

    def __str__(self) -> str:
        return f"index of {self.words_id}"


class OfProduct(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(product__in=Product.objects.visible_to(user))


class Variant(Row):
    """One buyable form of a product, with an SKU; stocked when it has an item."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField(max_length=60)
    options = models.JSONField(default=dict, help_text='{"Color": "Black", "Size": "L"}; empty: the only one')
    position = models.PositiveSmallIntegerField(default=0)
    amount = models.PositiveBigIntegerField(help_text="Minor units of the lab's currency, tax included")
    weight_mg = models.PositiveBigIntegerField(default=0, help_text="Of one piece, packed")
    item = models.OneToOneField(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="variant")
    is_active = models.BooleanField(default=True)

    objects = OfProduct.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "sku"], name="variant_sku_of_product"),
            models.UniqueConstraint(fields=["product", "options"], name="variants_differ"),
        ]
        indexes = [
            models.Index(fields=["product", "amount"], condition=Q(is_active=True), name="variants_by_price"),
        ]
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.product} {self.title}".strip()

    @property
    def title(self) -> str:
        """What tells it apart: "Black, L"."""
        return ", ".join(str(value) for value in self.options.values())

    def options_for(self, readers: Sequence[str]) -> list[tuple[texts.Said, texts.Said]]:
        """(name, value) of each option, as somebody gets them who reads these languages."""
        pairs = [(str(name), str(value)) for name, value in self.options.items()]
        words, product = [word for pair in pairs for word in pair], self.product
        found = iter(texts.options_said(words, product.language, product.option_texts, readers))
        return list(zip(found, found, strict=True))

    def title_for(self, readers: Sequence[str]) -> texts.Said:
        """The title, and its language."""
        return texts.title_of([value for _, value in self.options_for(readers)], self.product.language)

    @property
    def price(self) -> Money:
        return Money(self.amount, self.product.lab.currency)


class VariantPrice(Row):
    """What a variant costs in another currency, where the lab has set it; else the dated rate decides."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="prices")
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    amount = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant", "currency"], name="one_price_per_currency")]
        ordering = ("currency",)

    def __str__(self) -> str:
        return str(Money(self.amount, self.currency))


class ProductImage(Row):
    """One picture of a product: re-encoded, without metadata; the first by position is the cover."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images")
    image = models.ImageField(upload_to="products/", width_field="width", height_field="height")
    thumbnail = models.ImageField(upload_to="products/thumbnails/", blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(max_length=200, blank=True, help_text="In the product's own language")
    translations = models.JSONField(default=dict, blank=True, help_text='Of the description: {"de": "Ein Becher"}')
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfProduct.as_manager()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.alt or f"picture {self.position} of {self.product}"

    def alt_for(self, readers: Sequence[str]) -> texts.Said:
        """Its description for somebody who reads these languages, and the language that it is in."""
        translations = {language: {"alt": words} for language, words in self.translations.items()}
        return texts.said({"alt": self.alt}, self.product.language, translations, readers)["alt"]


class ReviewQuerySet(OfProduct):
    def visible_to(self, user: Any) -> Self:
        """Who sees the product; what admins have hidden is read by nobody."""
        return super().visible_to(user).filter(hidden_at=None)


class Review(Row):
    """What one verified buyer thinks of a product; the product's rating is moved in the same transaction."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="reviews")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    order_line_id = models.UUIDField(help_text="The purchase that proves it")
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(max_length=4000, blank=True)
    answer = models.TextField(max_length=4000, blank=True, help_text="From the lab")
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="By an admin: it does not count")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "author"], name="one_review_per_buyer"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="review_rating_in_range"),
        ]
        indexes = [models.Index(fields=["product", "-id"], name="reviews_of_product")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.rating} stars for {self.product}"


class ImportOutcome(models.TextChoices):
    """What becomes of one row of a table: foreseen before it is applied, true once it is done."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    REFUSE = "refuse"


class CatalogImportQuerySet(models.QuerySet["CatalogImport"]):
    def visible_to(self, user: Any) -> Self:
        """The lab's members and the admins."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(lab__in=Lab.objects.of(user))


class CatalogImport(Row):
    """One table that somebody sent to change a lab's catalog: looked through first, then applied by its job."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="catalog_imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filename = models.CharField(max_length=255, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CatalogImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["lab", "-id"], name="imports_of_lab")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filename

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.job is not None and not self.job.is_over

    @property
    def status(self) -> str:
        """ "checked" before it is applied; then its job's, until it is done."""
        if self.finished_at is not None:
            return str(JobStatus.DONE)
        return str(self.job.status) if self.job is not None else "checked"

    @property
    def progress_percent(self) -> int:
        return 100 if self.finished_at else self.job.progress_percent if self.job else 0

    def can_be_applied(self) -> bool:
        """Not yet, or not to the end."""
        return self.finished_at is None and not self.is_running


class CatalogImportRow(Row):
    """One row of the table: its cells, what it would do or did, and why not."""

    table = models.ForeignKey(CatalogImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="In the file; the first line is 1")
    sku = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=200, help_text="Rows of one product have the same")
    cells = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=ImportOutcome.choices)
    changes = models.JSONField(default=list, help_text="[{field, before, after}]")
    problems = models.JSONField(default=list, help_text="[{field, code}]")
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="one_row_of_import")]
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.sku} {self.outcome}"


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class Wish(Row):
    """One product on one person's wishlist."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="wishes")

    objects = WishQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "product"], name="one_wish_per_product")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.product} for {self.user}"
