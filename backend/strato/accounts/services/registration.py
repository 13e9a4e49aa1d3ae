"""Becoming known."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from strato.accounts import signals
from strato.accounts.errors import EmailTaken, UsernameTaken
from strato.accounts.models import User
from strato.accounts.services.checks import check_password_strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What a person tells us when they sign up."""

    email: str
    password: str
    username: str | None = None
    name: str = ""
    language: str = "en"


@transaction.atomic
def register(wanted: Registration, *, guest_key: str = "") -> User:
    """A new person; what the guest of ``guest_key`` made becomes theirs."""
    email = wanted.email.strip().lower()
    check_free(email=email, username=wanted.username)
    draft = User(email=email, name=wanted.name, username=wanted.username)
    check_password_strength(wanted.password, user=draft)
    user = _create(wanted, email)
    signals.user_registered.send(User, user=user)
    if guest_key:
        signals.guest_identified.send(User, user=user, guest_key=guest_key)
    return user


def check_free(*, email: str | None = None, username: str | None = None) -> None:
    """Raise ``EmailTaken`` or ``UsernameTaken``, on its field."""
    if email and User.objects.filter(email=email).exists():
        raise EmailTaken(fields={"email": [EmailTaken.detail]})
    if username and User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(fields={"username": [UsernameTaken.detail]})


def _create(wanted: Registration, email: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email,
                wanted.password,
                username=wanted.username or None,
                name=wanted.name,
                language=wanted.language,
            )
    except IntegrityError:  # somebody was faster between the check and the insert
        check_free(email=email, username=wanted.username)
        raise
