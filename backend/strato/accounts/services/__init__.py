"""The acts of accounts, by noun."""

from strato.accounts.services.addresses import add_address, change_address, remove_address
from strato.accounts.services.confirmation import ask_confirmation, confirm_email, note_new_email
from strato.accounts.services.desk import close_desk, is_desk_open, open_desk
from strato.accounts.services.emails import (
    ask_new_email,
    call_off_new_email,
    confirm_new_email,
    forget_email_changes,
    send_email_change_again,
)
from strato.accounts.services.exports import ask_export, drop_exports, forget_exports, make_export
from strato.accounts.services.factors import (
    NewAuthenticator,
    begin_authenticator,
    confirm_authenticator,
    is_two_step,
    renew_recovery_codes,
    turn_off_two_step,
)
from strato.accounts.services.forgetting import due_departures, forget
from strato.accounts.services.keys import create_key, identify, note_use, revoke_key
from strato.accounts.services.leaving import ask_deletion, delete_for, keep_account, keep_by
from strato.accounts.services.mailing import try_mail_again, write_to
from strato.accounts.services.passkeys import (
    Ceremony,
    add_passkey,
    begin_registration,
    begin_use,
    remove_passkey,
    rename_passkey,
)
from strato.accounts.services.passwords import ask_password_reset, change_password, reset_password
from strato.accounts.services.people import change_role, deactivate, reactivate
from strato.accounts.services.profiles import update_profile
from strato.accounts.services.proofs import check_password, check_proof, prove_by_passkey, prove_by_password
from strato.accounts.services.registration import Registration, register
from strato.accounts.services.second_steps import (
    begin_passkey_sign_in,
    sign_in_by_code,
    sign_in_by_passkey,
    take_second_step,
)
from strato.accounts.services.sessions import (
    note_seen,
    refresh_session,
    revoke_other_sessions,
    revoke_session,
    sign_in,
    sign_out,
)
from strato.accounts.services.tidying import forget_challenges, forget_sessions, forget_sign_ins, forget_tokens

__all__ = [
    "Ceremony",
    "NewAuthenticator",
    "Registration",
    "add_address",
    "add_passkey",
    "ask_confirmation",
    "ask_deletion",
    "ask_export",
    "ask_new_email",
    "ask_password_reset",
    "begin_authenticator",
    "begin_passkey_sign_in",
    "begin_registration",
    "begin_use",
    "call_off_new_email",
    "change_address",
    "change_password",
    "change_role",
    "check_password",
    "check_proof",
    "close_desk",
    "confirm_authenticator",
    "confirm_email",
    "confirm_new_email",
    "create_key",
    "deactivate",
    "delete_for",
    "drop_exports",
    "due_departures",
    "forget",
    "forget_challenges",
    "forget_email_changes",
    "forget_exports",
    "forget_sessions",
    "forget_sign_ins",
    "forget_tokens",
    "identify",
    "is_desk_open",
    "is_two_step",
    "keep_account",
    "keep_by",
    "make_export",
    "note_new_email",
    "note_seen",
    "note_use",
    "open_desk",
    "prove_by_passkey",
    "prove_by_password",
    "reactivate",
    "refresh_session",
    "register",
    "remove_address",
    "remove_passkey",
    "rename_passkey",
    "renew_recovery_codes",
    "reset_password",
    "revoke_key",
    "revoke_other_sessions",
    "revoke_session",
    "send_email_change_again",
    "sign_in",
    "sign_in_by_code",
    "sign_in_by_passkey",
    "sign_out",
    "take_second_step",
    "try_mail_again",
    "turn_off_two_step",
    "update_profile",
    "write_to",
]
