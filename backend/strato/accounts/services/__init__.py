"""The acts of accounts, by noun."""

from strato.accounts.services.profiles import update_profile
from strato.accounts.services.registration import Registration, register
from strato.accounts.services.sessions import refresh_session, sign_in, sign_out

__all__ = ["Registration", "refresh_session", "register", "sign_in", "sign_out", "update_profile"]
