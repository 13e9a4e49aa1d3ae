"""People: who they are and where their parcels go."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from strato.core.money import CURRENCIES
from strato.core.rows import Row


class Role(models.TextChoices):
    """The platform role. "Maker" is no role here: it is a lab membership."""

    USER = "user"
    ADMIN = "admin"


class Theme(models.TextChoices):
    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Visibility(models.TextChoices):
    PUBLIC = "public"
    FRIENDS = "friends"
    PRIVATE = "private"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see everyone; others see active people (their public profile) and themselves."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(is_active=True)


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
    username = models.CharField(max_length=40, blank=True, null=True)
    name = models.CharField(max_length=120, blank=True)
    avatar = models.ImageField(upload_to="avatars/", blank=True)
    bio = models.TextField(max_length=2000, blank=True)
    location = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="en")
    currency = models.CharField(max_length=3, choices=[(c, c) for c in CURRENCIES], default="EUR")
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.AUTO)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.USER)
    is_active = models.BooleanField(default=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_user_per_username"),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What others read: the name, else the username, else the part before the @."""
        return self.name or self.username or self.email.partition("@")[0]

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def is_staff(self) -> bool:
        """May sign in to the Django admin."""
        return self.is_admin
