"""The cast of every test: alice, customer; mona, maker of Lab North; lena, its manager; olaf, maker of Lab South; ada, platform admin."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings
from rest_framework.test import APIClient

from strato.accounts.models import Role, User
from strato.accounts.tests.factories import UserFactory
from strato.core.tests import closed_tables, services
from strato.labs.models import Lab
from strato.labs.states import LabRole
from strato.labs.tests.factories import LabFactory, MembershipFactory
from strato.payments.gateways import gateway
from strato.payments.tests import rig

settings.register_profile("house", deadline=None)  # a property is true or false, never late
settings.load_profile("house")
SAMPLES = Path(__file__).parent / "samples" / "models"


@pytest.fixture
def samples() -> Path:
    """The folder of real 3D models."""
    return SAMPLES


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """A real PostgreSQL."""
    return services.postgres_url()


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A real Redis-protocol server."""
    return services.redis_url()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Row locks and threads need a real PostgreSQL: on SQLite those tests say why they were skipped."""
    if connection.vendor == "postgresql":
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: STRATO_TEST_DB=postgres")
    for item in items:
        if "postgres" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def append_only_tables(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits, Django empties the tables by DELETE on SQLite: what is written once goes before that."""
    mark = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or bool(mark and mark.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")  # it ends after this one
    yield
    if commits:
        closed_tables.empty()


@pytest.fixture
def lab_north(db: None) -> Lab:
    return LabFactory(name="Lab North", slug="lab-north")


@pytest.fixture
def lab_south(db: None) -> Lab:
    return LabFactory(name="Lab South", slug="lab-south")


@pytest.fixture
def alice(db: None) -> User:
    return UserFactory(email="alice@example.org", name="Alice")


@pytest.fixture
def mona(lab_north: Lab) -> User:
    return MembershipFactory(
        lab=lab_north, role=LabRole.OPERATOR, user=UserFactory(email="mona@example.org", name="Mona")
    ).user


@pytest.fixture
def lena(lab_north: Lab) -> User:
    return MembershipFactory(
        lab=lab_north, role=LabRole.MANAGER, user=UserFactory(email="lena@example.org", name="Lena")
    ).user


@pytest.fixture
def olaf(lab_south: Lab) -> User:
    return MembershipFactory(
        lab=lab_south, role=LabRole.OPERATOR, user=UserFactory(email="olaf@example.org", name="Olaf")
    ).user


@pytest.fixture
def ada(db: None) -> User:
    return UserFactory(email="ada@example.org", name="Ada", role=Role.ADMIN)


@pytest.fixture
def client_of() -> Callable[..., APIClient]:
    """A browser in the hands of this person (None: nobody signed in)."""

    def make(user: User | None = None) -> APIClient:
        client = APIClient()
        if user is not None:
            client.force_authenticate(user)
        return client

    return make


@pytest.fixture(scope="session")
def sandbox_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rig.Rig]:
    """The payments sandbox behind a real socket; its webhooks wait for ``deliver()``."""
    with rig.running(tmp_path_factory.mktemp("sandbox")) as server:
        yield server


@pytest.fixture
def sandbox(sandbox_server: rig.Rig, settings: Any) -> Iterator[rig.Rig]:
    """The payment service that the shop talks to in this test; what other tests left there is of no concern.

    Whatever is said between the two in a test is judged by Stripe's own OpenAPI document.
    """
    settings.STRIPE_API_BASE = sandbox_server.address
    gateway.cache_clear()
    sandbox_server.waiting()
    sandbox_server.recorder.said.clear()
    sandbox_server.recorder.trouble.clear()
    yield sandbox_server
    gateway.cache_clear()
    assert sandbox_server.verdicts() == []
