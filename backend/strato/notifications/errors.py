"""What notifications refuse, by name."""

from strato.core.errors import Invalid


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
