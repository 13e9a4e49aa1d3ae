"""What notifications refuse, by name."""

from strato.core.errors import Invalid


class UnknownKind(Invalid):
    code = "unknown_kind"
    detail = "There is no such kind of notification."


class KindRequired(Invalid):
    code = "kind_required"
    detail = "Messages about the security of your account cannot be switched off."


class UnsubscribeRefused(Invalid):
    code = "unsubscribe_link_invalid"
    detail = "This link is not whole. Change your notification settings instead."
