"""What accounts refuse, by name."""

from typing import ClassVar

from strato.core.errors import Conflict, DomainError, Forbidden, Invalid


class NotSignedIn(DomainError):
    """The answer to wrong or spent credentials."""

    status: ClassVar[int] = 401
    title: ClassVar[str] = "Not signed in"
    code = "not_signed_in"
    detail = "Sign in to do this."


class WrongCredentials(NotSignedIn):
    code = "wrong_credentials"
    detail = "This e-mail address and password do not belong together."


class TokenRefused(NotSignedIn):
    code = "token_not_valid"
    detail = "This token is spent, withdrawn or too old. Sign in again."


class GuestKeyRefused(NotSignedIn):
    code = "guest_key_invalid"
    detail = "This is no guest key. Ask for a new one."


class KeyRefused(NotSignedIn):
    code = "key_invalid"
    detail = "There is no such API key."


class KeyRevoked(NotSignedIn):
    code = "key_revoked"
    detail = "This API key was revoked."


class KeyExpired(NotSignedIn):
    code = "key_expired"
    detail = "This API key is too old. Make a new one."


class KeyOwnerInactive(NotSignedIn):
    code = "key_owner_inactive"
    detail = "The account of this API key was deactivated."


class KeyIsRevoked(Conflict):
    code = "key_is_revoked"
    detail = "This API key was revoked already."


class ExpiryPast(Invalid):
    code = "expiry_past"
    detail = "Choose a time that is still to come."


class TooManyKeys(Conflict):
    code = "too_many_keys"
    detail = "Revoke an API key before you make another one."


class AccountInactive(Forbidden):
    code = "account_inactive"
    detail = "This account was deactivated. Write to the administrators of the platform."


class AccountLocked(DomainError):
    """Too many failed sign-ins; carries ``retry_after_seconds``."""

    status: ClassVar[int] = 429
    title: ClassVar[str] = "Too many attempts"
    code = "account_locked"
    detail = "Too many wrong passwords. Wait a quarter of an hour, or reset your password."


class EmailTaken(Invalid):
    code = "email_taken"
    detail = "There is already an account with this e-mail address. Sign in, or reset its password."


class EmailUnchanged(Invalid):
    code = "email_unchanged"
    detail = "This is your address already."


class EmailChangeMissing(Conflict):
    code = "email_change_missing"
    detail = "No new address is waiting to be confirmed. Ask for the change again."


class EmailNotRefused(Conflict):
    code = "email_not_refused"
    detail = "Mail to this address is not held back."


class UsernameTaken(Invalid):
    code = "username_taken"
    detail = "Somebody else has this username."


class PasswordRefused(Invalid):
    """The password is too weak; ``fields`` says why."""

    code = "password_refused"
    detail = "Choose another password."


class WrongPassword(Invalid):
    code = "wrong_password"
    detail = "This is not your present password."


class AlreadyConfirmed(Conflict):
    code = "already_confirmed"
    detail = "This address is confirmed already."


class LinkRefused(Invalid):
    code = "link_invalid"
    detail = "This link was used already or is too old. Ask for a new one."


class DefaultNeeded(Conflict):
    code = "default_needed"
    detail = "One address is the default. Make another one the default instead."


class TooManyAddresses(Conflict):
    code = "too_many_addresses"
    detail = "Delete an address before you add another one."


class NotOnYourself(Conflict):
    code = "not_on_yourself"
    detail = "You cannot do this to your own account. Ask another administrator."


class LastAdmin(Conflict):
    code = "last_admin"
    detail = "The platform needs at least one active administrator."


class SecondFactorNeeded(NotSignedIn):
    """The password was right; carries ``challenge``, ``methods`` and ``expires_in_seconds`` for the second step."""

    code = "second_factor_required"
    detail = "Enter the code of your authenticator app, or use a passkey."


class ChallengeRefused(NotSignedIn):
    code = "challenge_invalid"
    detail = "This took too long, or was answered already. Begin again."


class ProofNeeded(Forbidden):
    code = "proof_required"
    detail = "Confirm that it is you: enter your password, or use a passkey."


class WrongCode(Invalid):
    code = "wrong_code"
    detail = "This code is wrong, or was used already."


class SecondFactorOn(Conflict):
    code = "second_factor_on"
    detail = "Two-step sign-in is on already. Turn it off first."


class SecondFactorOff(Conflict):
    code = "second_factor_off"
    detail = "Two-step sign-in is off."


class PasskeyRefused(Invalid):
    code = "passkey_refused"
    detail = "This passkey cannot be used here."


class PasskeyUnknown(NotSignedIn):
    code = "passkey_unknown"
    detail = "This passkey belongs to no account here. Sign in another way."


class TooManyPasskeys(Conflict):
    code = "too_many_passkeys"
    detail = "Remove a passkey before you add another one."


class ExportTooSoon(DomainError):
    """One copy an hour; carries ``retry_after_seconds``."""

    status: ClassVar[int] = 429
    title: ClassVar[str] = "Too many requests"
    code = "export_too_soon"
    detail = "You asked for a copy of your data less than an hour ago. Wait a little before you ask for another one."


class DeletionBlocked(Conflict):
    """Something must be settled first; carries ``obstacles``: ``code``, ``detail``, ``link`` and ``count`` of each."""

    code = "deletion_blocked"
    detail = "Settle what is still open, then delete your account."


class AccountLeaving(Forbidden):
    """The sign-in was right, but the account is to be deleted; carries ``due_at`` and a ``challenge`` that keeps it."""

    code = "account_leaving"
    detail = "This account will be deleted. Keep it to sign in again."


class NotLeaving(Conflict):
    code = "not_leaving"
    detail = "Nobody asked to delete this account, or it is too late to keep it."


class AccountGone(Conflict):
    code = "account_gone"
    detail = "This account was deleted. Nothing brings it back."
