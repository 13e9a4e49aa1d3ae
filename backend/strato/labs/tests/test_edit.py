from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory, MembershipFactory

Client = Callable[..., APIClient]


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_managers_edit(role: str, db: None, client_of: Client) -> None:
    member = MembershipFactory(role=role)
    changes = {
        "name": "Lab Nord",
        "auto_accept": True,
        "payment_policy": "free",
        "opening_hours": {"mon": [["09:00", "17:00"]]},
    }
    answer = client_of(member.user).patch(f"/api/labs/{member.lab_id}/", changes)
    assert answer.status_code == 200, answer.json()
    lab = Lab.objects.get(pk=member.lab_id)
    assert (lab.name, lab.auto_accept, lab.payment_policy) == ("Lab Nord", True, "free")
    assert answer.json()["opening_hours"] == {"mon": [["09:00", "17:00"]]}
    assert answer.json()["slug"] == lab.slug == member.lab.slug


@pytest.mark.parametrize("role", ["operator", "stock_keeper"])
def test_other_members_do_not(role: str, db: None, client_of: Client) -> None:
    member = MembershipFactory(role=role)
    assert client_of(member.user).patch(f"/api/labs/{member.lab_id}/", {"name": "X"}).status_code == 403


def test_outsiders_do_not(olaf: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(olaf).patch(f"/api/labs/{lab_north.pk}/", {"name": "X"}).status_code == 403
    hidden = LabFactory(status="suspended")
    assert client_of(olaf).patch(f"/api/labs/{hidden.pk}/", {"name": "X"}).status_code == 404


def test_a_status_is_never_patched(lena: User, lab_north: Lab, client_of: Client) -> None:
    client_of(lena).patch(f"/api/labs/{lab_north.pk}/", {"status": "suspended", "slug": "other"})
    lab_north.refresh_from_db()
    assert (lab_north.status, lab_north.slug) == ("active", "lab-north")


def test_the_rates_not_named_stay(lena: User, lab_north: Lab, client_of: Client) -> None:
    url = f"/api/labs/{lab_north.pk}/"
    client_of(lena).patch(url, {"rates": {"setup_amount": 700, "machine_hour": {"fdm": 210, "sla": None}}})
    rates = client_of(lena).patch(url, {"rates": {"prep_amount": 50, "machine_hour": {"fdm": 220}}}).json()["rates"]
    assert (rates["setup_amount"], rates["prep_amount"]) == (700, 50)
    assert rates["machine_hour"] == {"fdm": 220, "sla": None, "sls": 900}


def test_the_currency_of_an_approved_lab_stays(lena: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(lena).patch(f"/api/labs/{lab_north.pk}/", {"currency": "USD"})
    assert (answer.status_code, answer.json()["code"]) == (409, "currency_fixed")
    Lab.objects.filter(pk=lab_north.pk).update(status="pending")
    answer = client_of(lena).patch(f"/api/labs/{lab_north.pk}/", {"currency": "KWD"})
    assert (answer.status_code, answer.json()["code"]) == (400, "currency_unavailable")
    assert client_of(lena).patch(f"/api/labs/{lab_north.pk}/", {"currency": "USD"}).json()["currency"] == "USD"


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    return SimpleUploadedFile("front.png", out.getvalue())


def test_a_cover_is_set_replaced_and_removed(
    lena: User, lab_north: Lab, client_of: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    browser, url = client_of(lena), f"/api/labs/{lab_north.pk}/cover/"
    first = browser.post(url, {"image": picture()}, format="multipart").json()
    assert browser.get(first["cover_url"]).status_code == 200
    assert "remove_cover" in first["allowed_actions"]
    lab_north.refresh_from_db()
    before = str(lab_north.cover.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        browser.post(url, {"image": picture()}, format="multipart")
    assert not default_storage.exists(before)
    assert browser.delete(url).json()["cover_url"] is None


def test_what_is_no_picture_is_no_cover(lena: User, lab_north: Lab, client_of: Client) -> None:
    fake = SimpleUploadedFile("front.png", b"<svg onload=alert(1)>")
    answer = client_of(lena).post(f"/api/labs/{lab_north.pk}/cover/", {"image": fake}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (415, "not_an_image")


def test_an_operator_sets_no_cover(mona: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(mona).post(f"/api/labs/{lab_north.pk}/cover/", {"image": picture()}, format="multipart")
    assert answer.status_code == 403


def test_two_editors_do_not_overwrite_each_other(lena: User, lab_north: Lab, client_of: Client) -> None:
    url = f"/api/labs/{lab_north.pk}/"
    version = client_of(lena).get(url)["ETag"]
    first = client_of(lena).patch(url, {"phone": "1"}, headers={"If-Match": version})
    assert first.status_code == 200
    second = client_of(lena).patch(url, {"phone": "2"}, headers={"If-Match": version})
    assert (second.status_code, second.json()["code"]) == (412, "stale")
    again = client_of(lena).patch(url, {"phone": "3"}, headers={"If-Match": first["ETag"]})
    assert again.json()["phone"] == "3"
