"""What people are told about their own account. It is a matter of security: nobody can switch it off."""

from strato.notifications.kinds import Channel, Kind, register

PASSWORD_CHANGED = Kind("security.password_changed", "security", required=True, link="/settings")
EMAIL_CHANGED = Kind("security.email_changed", "security", required=True, link="/settings/security")
ROLE_CHANGED = Kind("security.role_changed", "security", required=True, link="/settings")
ACCOUNT_DEACTIVATED = Kind("security.account_deactivated", "security", default_channels=(Channel.MAIL,), required=True)
ACCOUNT_REACTIVATED = Kind("security.account_reactivated", "security", required=True)
API_KEY_CREATED = Kind("security.api_key_created", "security", required=True, link="/settings/api-keys")
API_KEY_REVOKED = Kind("security.api_key_revoked", "security", required=True, link="/settings/api-keys")
EXPORT_READY = Kind("account.export_ready", "security", required=True, link="/settings/data")
MAIL_REFUSED = Kind(
    "account.mail_refused",
    "security",
    default_channels=(Channel.IN_APP, Channel.PUSH),
    channels=(Channel.IN_APP, Channel.PUSH),
    required=True,
    link="/settings/profile",
)

register(
    PASSWORD_CHANGED,
    EMAIL_CHANGED,
    ROLE_CHANGED,
    ACCOUNT_DEACTIVATED,
    ACCOUNT_REACTIVATED,
    API_KEY_CREATED,
    API_KEY_REVOKED,
    EXPORT_READY,
    MAIL_REFUSED,
)
