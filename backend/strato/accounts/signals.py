"""What accounts announce. Each signal is sent inside the transaction of the act; receivers write rows only."""

from django.dispatch import Signal

user_registered = Signal()
"""A person has an account now. ``user``."""

guest_identified = Signal()
"""The holder of a guest key is this person: what the guest made becomes theirs. ``user``, ``guest_key``."""

confirmation_asked = Signal()
"""A person asked for the mail that confirms their address. ``user``."""

email_change_asked = Signal()
"""A person wants another address and the link to it. ``change``."""

email_changed = Signal()
"""A person has another address now, which they confirmed. ``user``, ``before``: the address that was."""

email_refused = Signal()
"""The server of this person's address takes no mail for it; none is tried from now on. ``user``."""

mail_tried_again = Signal()
"""Mail to this person is tried again. ``user``, ``refused_at``: when it was refused the last time."""

password_reset_asked = Signal()
"""Somebody asked for a link to reset this person's password. ``user``."""

password_changed = Signal()
"""The password is another one now; every older session is closed. ``user``."""

api_key_created = Signal()
"""A person made a key for a machine. ``key``, ``by``."""

api_key_revoked = Signal()
"""A key is dead from now on. ``key``, ``by``."""

user_deactivated = Signal()
"""An administrator closed this account. ``user``, ``by``."""

user_reactivated = Signal()
"""An administrator opened this account again. ``user``, ``by``."""

role_changed = Signal()
"""An administrator gave this person another platform role. ``user``, ``by``."""

sign_in_changed = Signal()
"""How a person signs in is another way now. ``user``, ``what``: a ``SignInChange``."""

export_asked = Signal()
"""A person asked for a copy of their data. ``export``, ``by``."""

export_ready = Signal()
"""The copy of somebody's data can be downloaded. ``export``."""

deletion_asked = Signal()
"""This account will be deleted unless its owner keeps it. ``departure``."""

account_kept = Signal()
"""Its owner came back before the account was deleted. ``user``."""

deletion_waits = Signal()
"""It was due, but something must be settled first. ``departure``."""

account_forgotten = Signal()
"""Nothing is known of this person any more but what must stay. ``departure``."""
