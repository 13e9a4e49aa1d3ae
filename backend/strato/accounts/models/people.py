"""People: who they are and where their parcels go."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from strato.accounts.sight import out_of_sight
from strato.core.money import CURRENCIES
from strato.core.rows import Row

check_username = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9_.-]{2,39}\Z",
    "3 to 40 letters, digits, dots, dashes or underscores, beginning with a letter or digit.",
    code="username_malformed",
)


GONE_DOMAIN = "deleted.invalid"
"""Where the address of a deleted account is: no mail ever arrives there (RFC 2606)."""


def display_name(name: str, username: str | None, email: str) -> str:
    """What others read: the name, else the username, else the part before the @. Empty for a deleted account, which
    whoever shows it words in the reader's language."""
    if email.endswith(f"@{GONE_DOMAIN}"):
        return ""
    return name or username or email.partition("@")[0]


class Role(models.TextChoices):
    """The platform role. "Maker" is no role here: it is a lab membership."""

    USER = "user"
    ADMIN = "admin"


class Theme(models.TextChoices):
    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    GERMAN = "de", "Deutsch"
    SPANISH = "es", "Español"


class Visibility(models.TextChoices):
    PUBLIC = "public"
    FRIENDS = "friends"
    PRIVATE = "private"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see everyone; others see active people (their public profile) with no block between them, and themselves."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(is_active=True).exclude(out_of_sight(user))

    def found_by(self, text: str, *, by: Any) -> Self:
        """People matching a text: admins look everywhere; others by name, and by exact address or username.

        Somebody private is found only by those who know their exact address or username.
        """
        exact = Q(email=text.lower()) | Q(username__iexact=text)
        named = Q(name__icontains=text) | Q(username__icontains=text)
        if by.is_admin:
            return self.filter(named | Q(email__icontains=text))
        return self.filter(exact | (named & ~Q(visibility=Visibility.PRIVATE)))

    def expected(self) -> Self:
        """Who may come in: active people, and those who asked to be deleted and may still change their mind."""
        returning = Q(departure__was_active=True, departure__begun_at=None)
        return self.filter(Q(is_active=True) | returning)

    def active_admins(self) -> Self:
        return self.filter(is_active=True, role=Role.ADMIN)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, role=Role.ADMIN, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin, Row):
    """One person, known by their e-mail address."""

    email = models.EmailField(unique=True, help_text="Kept in lower case")
    username = models.CharField(max_length=40, blank=True, null=True, validators=[check_username])
    name = models.CharField(max_length=120, blank=True)
    avatar = models.ImageField(upload_to="avatars/", blank=True)
    bio = models.TextField(max_length=2000, blank=True)
    location = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    currency = models.CharField(max_length=3, choices=[(c, c) for c in CURRENCIES], default="EUR")
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.AUTO)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.USER)
    is_active = models.BooleanField(default=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    email_refused_at = models.DateTimeField(null=True, blank=True, help_text="Since then the address takes no mail")
    email_refusal = models.CharField(max_length=300, blank=True, help_text="What its mail server said")

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_user_per_username"),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return self.display_name or "Deleted person"

    @property
    def is_gone(self) -> bool:
        """Was this account deleted? The row stays because orders, payments and histories point at it."""
        return self.email.endswith(f"@{GONE_DOMAIN}")

    @property
    def display_name(self) -> str:
        return display_name(self.name, self.username, self.email)

    @property
    def pending_email(self) -> str | None:
        """The address that waits to be confirmed before it takes the place of this one."""
        change = getattr(self, "email_change", None)
        return change.email if change and change.is_living else None

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def is_staff(self) -> bool:
        """May sign in to the Django admin."""
        return self.is_admin

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """In the Django admin, platform admins may do everything and others nothing."""
        return self.is_active and self.is_admin

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_admin


class AddressQuerySet(models.QuerySet["Address"]):
    def visible_to(self, user: Any) -> Self:
        """One's own addresses; nobody else's, not even for admins."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class Address(Row):
    """One place where a person gets parcels or bills."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="addresses")
    name = models.CharField(max_length=120, help_text="Who the parcel is for")
    company = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=200)
    street2 = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=120)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    phone = models.CharField(max_length=40, blank=True)
    is_default = models.BooleanField(default=False, help_text="Parcels go here unless said otherwise")
    is_billing = models.BooleanField(default=False, help_text="Bills are made out to this address")

    objects = AddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(is_default=True), name="one_default_address"),
            models.UniqueConstraint(fields=["user"], condition=Q(is_billing=True), name="one_billing_address"),
        ]
        ordering = ("-is_default", "id")
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"{self.name}, {self.street}, {self.city}, {self.country}"


class KeyScope(models.TextChoices):
    """What an API key may be given. The routes of each area: ``settings.KEY_DOORS``."""

    CATALOG_READ = "catalog:read"
    CATALOG_WRITE = "catalog:write"
    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    PRINT_JOBS_READ = "print_jobs:read"
    PRINT_JOBS_WRITE = "print_jobs:write"
    LABS_READ = "labs:read"
    LABS_WRITE = "labs:write"
    STOCK_READ = "stock:read"
    STOCK_WRITE = "stock:write"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def visible_to(self, user: Any) -> Self:
        """One's own keys; nobody else's, not even for admins."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def living(self) -> Self:
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)


class ApiKey(Row):
    """One key by which a machine acts for a person, as far as its scopes reach. Its secret is kept as a digest only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80, help_text="What it is for")
    prefix = models.CharField(max_length=16, unique=True, help_text="By which people recognize it")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the secret")
    scopes = models.JSONField(default=list, help_text="Values of KeyScope")
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="Within five minutes")
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="api_keys_of_user")]
        ordering = ("-id",)
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_living(self) -> bool:
        return self.revoked_at is None and not self.is_expired


class AccountAct(models.TextChoices):
    """What is done to an account and kept for the audit: by an administrator, or by its owner."""

    ROLE = "role", "Role changed"
    DEACTIVATE = "deactivate", "Deactivated"
    REACTIVATE = "reactivate", "Reactivated"
    EXPORT = "export", "Data export asked for"
    LEAVE = "leave", "Deletion asked for"
    KEEP = "keep", "Kept after all"
    FORGET = "forget", "Deleted"
    MAIL_AGAIN = "mail_again", "Mail tried again"
    EMAIL = "email", "E-mail address changed"


class AccountChange(models.Model):
    """One act on an account, by an administrator or by its owner, kept for the audit."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_changes")
    act = models.CharField(max_length=12, choices=AccountAct.choices)
    before = models.CharField(max_length=32)
    after = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.user}: {self.act} {self.before} -> {self.after}"
