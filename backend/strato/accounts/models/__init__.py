"""People, their keys, and how they sign in."""

from strato.accounts.models.departures import Departure
from strato.accounts.models.emails import EmailChange
from strato.accounts.models.exports import DataExport
from strato.accounts.models.factors import Passkey, RecoveryCode, SpentChallenge, Totp
from strato.accounts.models.people import (
    GONE_DOMAIN,
    AccountAct,
    AccountChange,
    Address,
    ApiKey,
    KeyScope,
    Language,
    Role,
    Theme,
    User,
    Visibility,
    check_username,
    display_name,
)
from strato.accounts.models.sessions import DeviceSession

__all__ = [
    "GONE_DOMAIN",
    "AccountAct",
    "AccountChange",
    "Address",
    "ApiKey",
    "DataExport",
    "Departure",
    "DeviceSession",
    "EmailChange",
    "KeyScope",
    "Language",
    "Passkey",
    "RecoveryCode",
    "Role",
    "SpentChallenge",
    "Theme",
    "Totp",
    "User",
    "Visibility",
    "check_username",
    "display_name",
]
