"""The cookie sessions of the Django admin are devices: listed, and signed out from elsewhere."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from strato.accounts import services
from strato.accounts.models import DeviceSession, Role, User
from strato.accounts.tests.factories import PASSWORD, UserFactory
from strato.accounts.tests.signing import FIREFOX, IPHONE, signed_in

PAGE = "/admin/accounts/user/"


@pytest.fixture
def desk(ada: User, client: Client) -> Client:
    """Ada at the Django admin, by her password."""
    form = {"username": ada.email, "password": PASSWORD}
    assert client.post("/admin/login/", form, headers={"user-agent": FIREFOX}).status_code == 302
    assert client.get(PAGE).status_code == 200
    return client


def is_out(desk: Client) -> bool:
    answer = desk.get(PAGE)
    return answer.status_code == 302 and "/admin/login/" in answer["Location"]


def listed(browser: APIClient) -> list[tuple[str, bool]]:
    rows = browser.get("/api/me/sessions/").data["results"]
    return [(row["browser"], row["is_desk"]) for row in rows]


def test_the_desk_is_in_the_list_of_devices(desk: Client, ada: User) -> None:
    assert sorted(listed(signed_in(ada, agent=IPHONE))) == [("Firefox 140", True), ("Mobile Safari 18", False)]


def test_it_is_signed_out_from_elsewhere_at_once(desk: Client, ada: User) -> None:
    here = signed_in(ada)
    row = DeviceSession.objects.get(is_desk=True)
    assert here.delete(f"/api/me/sessions/{row.pk}/").status_code == 204
    assert is_out(desk)
    assert here.get("/api/me/").status_code == 200


def test_signing_out_everywhere_else_ends_it(desk: Client, ada: User) -> None:
    assert signed_in(ada).post("/api/me/sessions/revoke-others/").data == {"revoked": 1}
    assert is_out(desk)


@pytest.mark.parametrize(
    "act",
    [
        lambda ada, by: services.change_password(ada, current=PASSWORD, new="forty-micron-summer", by=ada),
        lambda ada, by: services.deactivate(ada, by=by),
        lambda ada, by: services.change_role(ada, Role.USER, by=by),
    ],
)
def test_what_ends_every_session_ends_it_too(desk: Client, ada: User, act: Callable[[User, User], object]) -> None:
    act(ada, UserFactory(role=Role.ADMIN))
    assert is_out(desk)


def test_signing_out_there_takes_it_off_the_list(desk: Client, ada: User) -> None:
    desk.post("/admin/logout/")
    assert listed(signed_in(ada, agent=IPHONE)) == [("Mobile Safari 18", False)]
    assert is_out(desk)


def test_a_cookie_without_a_device_is_worth_nothing(desk: Client) -> None:
    DeviceSession.objects.all().delete()
    assert is_out(desk)


def test_a_revoked_cookie_does_not_come_back_by_signing_in_to_the_app(desk: Client, ada: User) -> None:
    services.revoke_session(DeviceSession.objects.get(is_desk=True), by=ada)
    signed = {"email": ada.email, "password": PASSWORD}
    assert desk.post("/api/token/", signed, content_type="application/json").status_code == 200
    assert is_out(desk)
    assert DeviceSession.objects.living().filter(is_desk=True).count() == 0


def test_signing_in_to_the_app_makes_no_second_desk(desk: Client, ada: User) -> None:
    signed = {"email": ada.email, "password": PASSWORD}
    assert desk.post("/api/token/", signed, content_type="application/json").status_code == 200
    assert not is_out(desk)
    assert DeviceSession.objects.filter(is_desk=True).count() == 1
