"""The words of accounts."""

from enum import StrEnum


class SignInChange(StrEnum):
    """What is different about signing in from now on; the person is told by mail."""

    TWO_STEP_ON = "two_step_on"
    TWO_STEP_OFF = "two_step_off"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
