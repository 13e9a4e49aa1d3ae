"""What notifications refuse, by name."""

from strato.core.errors import Conflict, Invalid


class UnknownKind(Invalid):
    code = "unknown_kind"
    detail = "There is no such kind of notification."


class KindRequired(Invalid):
    code = "kind_required"
    detail = "Messages about the security of your account cannot be changed."


class ChannelUnavailable(Invalid):
    code = "channel_unavailable"
    detail = "This kind of notification does not come this way."


class UnsubscribeRefused(Invalid):
    code = "unsubscribe_link_invalid"
    detail = "This link is not whole. Change your notification settings instead."


class UnknownTimezone(Invalid):
    code = "unknown_timezone"
    detail = "There is no such time zone."


class QuietHoursEmpty(Invalid):
    code = "quiet_hours_empty"
    detail = "Quiet hours must end at another time than they begin."


class PushKeysInvalid(Invalid):
    code = "push_keys_invalid"
    detail = "These are not the keys of a push subscription."


class TooManyDevices(Conflict):
    code = "too_many_devices"
    detail = "Remove a device before you add another one."


class PushDelayed(Exception):
    """A push service could not be reached, or wants to be asked ``after`` seconds (None: the usual pause)."""

    def __init__(self, *, after: float | None) -> None:
        super().__init__("The push service asks for patience.")
        self.after = after
