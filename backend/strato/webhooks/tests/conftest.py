"""A receiver on this machine, and an endpoint that leads there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from strato.accounts.models import User
from strato.webhooks import services
from strato.webhooks.models import Endpoint
from strato.webhooks.states import CHOSEN_TYPES
from strato.webhooks.tests.receiver import Receiver, receiving

Listen = Callable[..., Endpoint]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_PRIVATE = True
    settings.WEBHOOK_SECONDS = 5
    with receiving() as it:
        yield it


@pytest.fixture
def listen(receiver: Receiver) -> Listen:
    """An endpoint of this person (or of a lab) that hears everything."""

    def make(by: User, **fields: Any) -> Endpoint:
        wish = {"url": receiver.url, "types": [name for name, _ in CHOSEN_TYPES], **fields}
        return services.add_endpoint(**wish, by=by)

    return make
