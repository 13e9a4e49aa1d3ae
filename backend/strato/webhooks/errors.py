"""What webhooks refuse, by name, and why a message did not arrive."""

from strato.core.errors import Conflict, Forbidden, Invalid


class AddressRefused(Invalid):
    """Carries ``reason``: scheme, user_info, fragment, host, private."""

    code = "address_refused"
    detail = "Messages cannot be sent to this address. It must be a public https:// address."


class TooManyEndpoints(Conflict):
    code = "too_many_endpoints"
    detail = "Delete a webhook before you add another one."


class EndpointOff(Conflict):
    code = "endpoint_off"
    detail = "This webhook is switched off. Switch it on first."


class NotManager(Forbidden):
    code = "not_manager_of_lab"
    detail = "Only managers of a lab may add webhooks to it."


class DeliveryUnderWay(Conflict):
    code = "delivery_under_way"
    detail = "This message is on its way already."


class Unreachable(Exception):
    """The message did not reach anybody who answered. ``code`` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
