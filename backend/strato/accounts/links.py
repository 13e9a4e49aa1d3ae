"""The links in our mails, and who they stand for."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing

from strato.accounts.errors import LinkRefused
from strato.accounts.models import EmailChange, User

CONFIRM_SALT = "strato.accounts.confirm-email"
CONFIRM_SECONDS = 7 * 24 * 3600
CHANGE_SALT = "strato.accounts.change-email"


def reset_link(user: User) -> str:
    """Where a new password is chosen; dead after two hours, a sign-in or a change of the password."""
    return _page("reset-password", uid=user.pk, token=default_token_generator.make_token(user))


def confirm_link(user: User) -> str:
    """Where the address of this person is confirmed; dead after seven days or when the address is another one."""
    token = signing.dumps([str(user.pk), user.email], salt=CONFIRM_SALT)
    return _page("confirm-email", uid=user.pk, token=token)


def change_link(change: EmailChange) -> str:
    """Where a new address is put in force; dead when it was, was called off or replaced, or is too old."""
    return _page("confirm-new-email", token=signing.dumps(str(change.pk), salt=CHANGE_SALT))


def security_link() -> str:
    """Where people see how they sign in, and where."""
    return f"{settings.PUBLIC_URL}/settings/security"


def notification_link() -> str:
    """Where people say what they want to be told, and how."""
    return f"{settings.PUBLIC_URL}/settings/notifications"


def sign_in_link() -> str:
    """Where people come in; also who leaves, to keep their account after all."""
    return f"{settings.PUBLIC_URL}/sign-in"


def person_of_reset(uid: UUID, token: str) -> User:
    """The person whose reset link this is, or ``LinkRefused``."""
    user: User | None = User.objects.expected().filter(pk=uid).first()
    if user is None or not default_token_generator.check_token(user, token):
        raise LinkRefused
    return user


def person_of_confirmation(uid: UUID, token: str) -> User:
    """The person whose confirmation link this is, or ``LinkRefused``."""
    try:
        owner, email = signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_SECONDS)
    except (signing.BadSignature, ValueError) as error:
        raise LinkRefused from error
    user: User | None = User.objects.filter(pk=uid, email=email, is_active=True).first()
    if user is None or owner != str(uid):
        raise LinkRefused
    return user


def change_of(token: str) -> EmailChange:
    """The change whose link this is, by somebody whose account is open; or ``LinkRefused``."""
    try:
        pk = UUID(str(signing.loads(token, salt=CHANGE_SALT)))
    except (signing.BadSignature, ValueError) as error:
        raise LinkRefused from error
    change = EmailChange.objects.living().filter(pk=pk, user__is_active=True).first()
    if change is None:
        raise LinkRefused
    return change


def _page(path: str, **query: Any) -> str:
    return f"{settings.PUBLIC_URL}/{path}?{urlencode(query)}"
