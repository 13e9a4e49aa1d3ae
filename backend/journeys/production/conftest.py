"""What the stories hold in their hands: the running topology, and people signed in to it."""

import os
from pathlib import Path

import pytest

from journeys.production.people import Person
from journeys.production.topology import Topology

SOCKET = Path(os.environ.get("STRATO_VAR", "/nowhere")) / "supervisor.sock"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "BASE_URL" in os.environ and SOCKET.exists():
        return
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="needs the production topology: make prod-check"))


@pytest.fixture(scope="session")
def topology() -> Topology:
    return Topology(os.environ["BASE_URL"], SOCKET.parent)


@pytest.fixture(scope="session")
def alice(topology: Topology) -> Person:
    return Person(topology.url, "alice")


@pytest.fixture(scope="session")
def mona(topology: Topology) -> Person:
    return Person(topology.url, "mona")
