"""What accounts keep of a person."""

from collections.abc import Iterator

from axes.models import AccessLog
from django.contrib.admin.models import LogEntry
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from strato.accounts.models import (
    AccountChange,
    Address,
    ApiKey,
    DataExport,
    Departure,
    DeviceSession,
    EmailChange,
    Passkey,
    RecoveryCode,
    Totp,
    User,
)
from strato.accounts.portability import Fact, Piece, Portion, Record, Records, picked, register, stored, withhold
from strato.core.files.models import Upload
from strato.core.queue import Job
from strato.core.realtime.models import UserEvent, UserStream

ABOUT = {
    "en": "Your profile and picture, addresses, sign-ins, passkeys and API keys (without their secrets), and the history of your account.",
    "de": "Dein Profil und Bild, Adressen, Anmeldungen, Passkeys und API-Schlüssel (ohne ihre Geheimnisse) und die Geschichte deines Kontos.",
    "es": "Tu perfil y tu foto, direcciones, inicios de sesión, llaves de acceso y claves de API (sin sus secretos) y el historial de tu cuenta.",
}


def gives(person: User) -> Iterator[Piece]:
    yield Fact("profile.json", profile_of(person))
    yield from stored("avatar", person, person.avatar)
    yield Records("addresses.json", map(address_of, person.addresses.order_by("id")))
    yield Records("devices.json", map(session_of, person.device_sessions.order_by("id").iterator()))
    yield Records("sign-ins.json", map(sign_in_of, AccessLog.objects.filter(username=person.email).order_by("pk")))
    yield Records("passkeys.json", map(passkey_of, person.passkeys.order_by("id")))
    yield Records("api-keys.json", map(key_of, person.api_keys.order_by("id")))
    yield Records("history.json", map(change_of, person.account_changes.order_by("id").select_related("by")))
    yield Records("exports.json", map(export_of, person.data_exports.order_by("id")))


def profile_of(person: User) -> Record:
    names = (
        "id", "email", "username", "name", "bio", "location", "language", "currency", "theme", "visibility", "role",
        "is_active", "email_confirmed_at", "email_refused_at", "email_refusal", "created_at", "last_login",
    )  # fmt: skip
    two_step = Totp.objects.filter(user=person).exclude(confirmed_at=None).first()
    wanted = EmailChange.objects.living().filter(user=person).first()
    return {
        **picked(person, *names),
        "pending_email": wanted.email if wanted else None,
        "two_step_since": two_step.confirmed_at if two_step else None,
    }


def address_of(row: Address) -> Record:
    return picked(
        row, "name", "company", "street", "street2", "postal_code", "city", "region", "country", "phone",
        "is_default", "is_billing", "created_at",
    )  # fmt: skip


def session_of(row: DeviceSession) -> Record:
    return picked(row, "browser", "system", "is_desk", "created_at", "last_seen_at", "expires_at", "ended_at")


def sign_in_of(row: AccessLog) -> Record:
    return {"at": row.attempt_time, "ip_address": row.ip_address, "user_agent": row.user_agent}


def passkey_of(row: Passkey) -> Record:
    return picked(row, "name", "is_synced", "created_at", "last_used_at")


def key_of(row: ApiKey) -> Record:
    return picked(row, "name", "prefix", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at")


def change_of(row: AccountChange) -> Record:
    """By whom is said only of oneself: an administrator acts for the platform."""
    return {**picked(row, "act", "before", "after", "reason", "at"), "by_yourself": row.by_id == row.user_id}


def export_of(row: DataExport) -> Record:
    return picked(row, "created_at", "ready_at", "expires_at", "size_bytes")


def register_all() -> None:
    """This app's portion, and what the core and the libraries keep of people."""
    register(
        Portion(
            folder="account",
            about=ABOUT,
            gives=gives,
            covers=frozenset(
                {User, Address, DeviceSession, EmailChange, Passkey, ApiKey, AccountChange, DataExport, Totp}
            ),
            withheld={RecoveryCode: "secret: signs in"},
        )
    )
    withhold(
        {
            OutstandingToken: "secret: signs in",
            Departure: "the audit says when it was asked for",
            LogEntry: "belongs to the platform: what an administrator did in the office",
            Job: "the house's own work; what it made is where it belongs",
            Upload: "unfinished, and gone within a day",
            UserEvent: "copies of news that the other folders hold, gone within days",
            UserStream: "a counter",
        }
    )
