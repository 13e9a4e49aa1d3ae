"""Having another e-mail address: asked for with a proof, in force once the mail to it is answered.

Whether an address is somebody's already is told to nobody who asks for it: the answer is the same, and its owner gets a mail
(``tasks.mail_email_change``). Only who reads that mailbox can come to the end, where it is refused.
"""

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import IntegrityError, transaction
from django.utils import timezone

from strato.accounts import links, signals
from strato.accounts.errors import AccountInactive, EmailChangeMissing, EmailTaken, EmailUnchanged
from strato.accounts.models import AccountAct, DeviceSession, EmailChange, User
from strato.accounts.services.people import record
from strato.accounts.services.sessions import revoke_other_sessions

LINK_LIVES = timedelta(hours=24)


@transaction.atomic
def ask_new_email(user: User, *, email: str, session: DeviceSession | None = None, by: User) -> User:
    """Have a link mailed to the address this person wants. One that was asked for before is replaced; the same one gets
    its link again. Raises ``EmailUnchanged``."""
    user = _locked(user)
    wanted = email.strip().lower()
    if wanted == user.email:
        raise EmailUnchanged(fields={"email": [EmailUnchanged.detail]})
    EmailChange.objects.filter(user=user).exclude(email=wanted).delete()
    change, _ = EmailChange.objects.update_or_create(
        user=user, defaults={"email": wanted, "session": session, "expires_at": timezone.now() + LINK_LIVES}
    )
    signals.email_change_asked.send(EmailChange, change=change)
    return user


@transaction.atomic
def send_email_change_again(user: User, *, by: User) -> User:
    """Have the link mailed once more; it lives from now on. Raises ``EmailChangeMissing``."""
    user = _locked(user)
    change = EmailChange.objects.living().filter(user=user).first()
    if change is None:
        raise EmailChangeMissing
    change.expires_at = timezone.now() + LINK_LIVES
    change.save(update_fields=["expires_at", "updated_at"])
    signals.email_change_asked.send(EmailChange, change=change)
    return user


@transaction.atomic
def call_off_new_email(user: User, *, by: User) -> None:
    """The link is dead and the address stays as it is; nothing asked for is fine, too."""
    EmailChange.objects.filter(user=_locked(user)).delete()


@transaction.atomic
def confirm_new_email(token: str) -> User:
    """Take the link: the new address is in force and confirmed. Raises ``LinkRefused``, ``EmailTaken``.

    Every session ends but the one that asked, as with another password: people change their address also because
    somebody else reads the old mailbox, and that somebody may be signed in already. The device that follows the link need
    not be signed in and is not by it: a link in a mailbox is no sign-in.
    """
    user: User = User.objects.select_for_update().get(pk=links.change_of(token).user_id)
    change = links.change_of(token)  # again under the lock: the link works once
    before, was_confirmed = user.email, user.email_confirmed_at is not None
    user.email, user.email_confirmed_at = change.email, timezone.now()
    user.email_refused_at, user.email_refusal = None, ""
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "email_confirmed_at", "email_refused_at", "email_refusal", "updated_at"])
    except IntegrityError as error:
        raise EmailTaken from error
    revoke_other_sessions(user, keep=change.session_id, by=user)
    change.delete()
    settle_new_email(user, before=before, was_confirmed=was_confirmed, by=user)
    signals.email_changed.send(User, user=user, before=before)
    return user


def settle_new_email(user: User, *, before: str, was_confirmed: bool, by: User) -> None:
    """What goes with an address that is another one: the audit (which outlives the account, so it names no address), the
    sign-ins of this person, which are known by it, and attempts at the old one."""
    said = "confirmed" if was_confirmed else "unconfirmed"
    record(user, AccountAct.EMAIL, said, "confirmed" if user.email_confirmed_at else "unconfirmed", by=by, reason="")
    for log in (AccessLog, AccessFailureLog):
        log.objects.filter(username=before).update(username=user.email)
    AccessAttempt.objects.filter(username=before).delete()


def forget_email_changes() -> int:
    """Delete what nobody confirmed in time; gives how many."""
    return EmailChange.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def _locked(user: User) -> User:
    """The person, whose account is not closed at this moment."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise AccountInactive
    return user
