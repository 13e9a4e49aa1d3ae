"""Checks that several acts share."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from strato.accounts.errors import PasswordRefused
from strato.accounts.models import User


def check_password_strength(password: str, *, user: User, field: str = "password") -> None:
    """Raise ``PasswordRefused`` with every reason on ``field``."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordRefused(fields={field: list(error.messages)}) from error
