"""The acts of accounts, by noun."""

from strato.accounts.services.addresses import add_address, change_address, remove_address
from strato.accounts.services.confirmation import ask_confirmation, confirm_email
from strato.accounts.services.keys import create_key, identify, note_use, revoke_key
from strato.accounts.services.passwords import ask_password_reset, change_password, reset_password
from strato.accounts.services.people import change_role, deactivate, reactivate
from strato.accounts.services.profiles import update_profile
from strato.accounts.services.registration import Registration, register
from strato.accounts.services.sessions import refresh_session, sign_in, sign_out
from strato.accounts.services.tidying import forget_sign_ins, forget_tokens

__all__ = [
    "Registration",
    "add_address",
    "ask_confirmation",
    "ask_password_reset",
    "change_address",
    "change_password",
    "change_role",
    "confirm_email",
    "create_key",
    "deactivate",
    "forget_sign_ins",
    "forget_tokens",
    "identify",
    "note_use",
    "reactivate",
    "refresh_session",
    "register",
    "remove_address",
    "reset_password",
    "revoke_key",
    "sign_in",
    "sign_out",
    "update_profile",
]
