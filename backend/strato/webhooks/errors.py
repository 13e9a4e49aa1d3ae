"""What webhooks refuse, by name."""

from strato.core.errors import Conflict, Forbidden


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
