"""Two-step sign-in: the password, then a code that works once."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import RecoveryCode, Totp, User
from strato.accounts.sealing import seal, unseal
from strato.accounts.tests.factories import PASSWORD
from strato.accounts.tests.signing import later, proof, sign_in, signed_in, turn_on_two_step
from strato.core import queue

SECOND = "/api/token/second-step/"


def step(challenge: str, code: str) -> tuple[int, str]:
    answer = APIClient().post(SECOND, {"challenge": challenge, "code": code})
    return answer.status_code, answer.data.get("code", "")


def challenge_of(user: User) -> str:
    answer = sign_in(user)
    assert (answer.status_code, answer.data["code"]) == (401, "second_factor_required")
    return str(answer.data["facts"]["challenge"])


def test_a_password_is_half_the_way(alice: User) -> None:
    app, _ = turn_on_two_step(signed_in(alice))
    answer = sign_in(alice)
    assert answer.data["facts"]["methods"] == ["code"]
    assert "access" not in answer.data
    with later(60):
        done = APIClient().post(SECOND, {"challenge": challenge_of(alice), "code": app.at(timezone.now())})
    assert done.status_code == 200
    assert done.data["user"]["email"] == alice.email
    assert done.data["access"]


def test_a_wrong_password_tells_nothing_about_a_second_step(alice: User) -> None:
    turn_on_two_step(signed_in(alice))
    assert sign_in(alice, password="wrong").data["code"] == "wrong_credentials"


def test_a_code_works_once(alice: User) -> None:
    app, _ = turn_on_two_step(signed_in(alice))
    with later(60):
        challenge, code = challenge_of(alice), app.at(timezone.now())
        assert step(challenge, code)[0] == 200
        assert step(challenge, code) == (400, "wrong_code")
        assert step(challenge, app.at(timezone.now(), counter_offset=-1)) == (400, "wrong_code")


def test_the_code_that_turned_it_on_signs_nobody_in(alice: User) -> None:
    app, _ = turn_on_two_step(signed_in(alice))
    used = Totp.objects.get(user=alice).last_step
    assert step(challenge_of(alice), app.generate_otp(used)) == (400, "wrong_code")


def test_a_phone_may_be_half_a_minute_off_but_not_two(alice: User) -> None:
    app, _ = turn_on_two_step(signed_in(alice))
    with later(300):
        assert step(challenge_of(alice), app.at(timezone.now(), counter_offset=-4)) == (400, "wrong_code")
        assert step(challenge_of(alice), app.at(timezone.now(), counter_offset=-1))[0] == 200


def test_a_recovery_code_works_once_however_it_is_typed(alice: User) -> None:
    client = signed_in(alice)
    _, codes = turn_on_two_step(client)
    assert len(set(codes)) == 10
    assert step(challenge_of(alice), codes[0].upper().replace("-", " "))[0] == 200
    assert step(challenge_of(alice), codes[0]) == (400, "wrong_code")
    assert client.get("/api/me/two-step/").data["recovery_codes_left"] == 9


def test_codes_are_kept_as_digests_and_the_secret_sealed(alice: User) -> None:
    app, codes = turn_on_two_step(signed_in(alice))
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not kept & {code.replace("-", "") for code in codes}
    row = Totp.objects.get(user=alice)
    assert app.secret not in row.sealed_secret
    assert unseal(row.sealed_secret) == app.secret


def test_new_recovery_codes_make_the_old_ones_worthless(alice: User) -> None:
    client = signed_in(alice)
    _, old = turn_on_two_step(client)
    new = client.post("/api/me/two-step/recovery-codes/", proof(client)).data["recovery_codes"]
    assert step(challenge_of(alice), old[0]) == (400, "wrong_code")
    assert step(challenge_of(alice), new[0])[0] == 200


@override_settings(AXES_ENABLED=True)
def test_guessing_codes_locks_the_account(alice: User) -> None:
    turn_on_two_step(signed_in(alice))
    challenge = challenge_of(alice)
    answers = [step(challenge, f"{n:06}") for n in range(9)]
    assert answers[0] == (400, "wrong_code")
    assert answers[-1] == (429, "account_locked")
    assert AccessAttempt.objects.get().username == alice.email
    assert sign_in(alice).data["code"] == "account_locked"


def test_a_challenge_dies_after_five_minutes_and_with_the_password(alice: User) -> None:
    app, codes = turn_on_two_step(signed_in(alice))
    challenge = challenge_of(alice)
    with later(301):
        assert step(challenge, app.at(timezone.now())) == (401, "challenge_invalid")
    challenge = challenge_of(alice)
    alice.set_password("another-layer-of-teal")
    alice.save(update_fields=["password"])
    assert step(challenge, codes[0]) == (401, "challenge_invalid")
    assert step("nonsense", "123456") == (401, "challenge_invalid")


def test_a_proof_is_no_challenge(alice: User) -> None:
    client = signed_in(alice)
    _, codes = turn_on_two_step(client)
    assert step(proof(client)["proof"], codes[0]) == (401, "challenge_invalid")


def test_it_is_turned_off_with_a_proof_only(alice: User) -> None:
    client = signed_in(alice)
    turn_on_two_step(client)
    refused = client.post("/api/me/two-step/off/", {"proof": "nonsense"})
    assert (refused.status_code, refused.data["code"]) == (403, "proof_required")
    assert client.post("/api/me/two-step/off/", proof(client)).status_code == 204
    assert sign_in(alice).status_code == 200
    assert not RecoveryCode.objects.exists()
    assert client.post("/api/me/two-step/off/", proof(client)).data["code"] == "second_factor_off"


def test_nothing_is_on_before_a_code_was_confirmed(alice: User) -> None:
    client = signed_in(alice)
    made = client.post("/api/me/two-step/", proof(client))
    assert made.data["qr_svg"].startswith("<svg")
    assert made.data["uri"].startswith("otpauth://totp/")
    refused = client.post("/api/me/two-step/confirm/", {"code": "000000"})
    assert (refused.status_code, refused.data["code"]) == (400, "wrong_code")
    assert client.get("/api/me/two-step/").data["is_on"] is False
    assert sign_in(alice).status_code == 200


def test_it_cannot_be_begun_twice(alice: User) -> None:
    client = signed_in(alice)
    turn_on_two_step(client)
    assert client.post("/api/me/two-step/", proof(client)).data["code"] == "second_factor_on"
    assert client.post("/api/me/two-step/confirm/", {"code": "000000"}).data["code"] == "second_factor_on"


@pytest.mark.parametrize("when", [601, 0])
def test_a_proof_is_good_for_ten_minutes_and_one_person(alice: User, mona: User, when: int) -> None:
    given = proof(signed_in(alice))
    with later(when):
        client = signed_in(alice) if when else signed_in(mona)
        assert client.post("/api/me/two-step/", given).data["code"] == "proof_required"


@override_settings(AXES_ENABLED=True)
def test_guessing_a_password_for_a_proof_locks_too(alice: User) -> None:
    client = signed_in(alice)
    codes = [client.post("/api/me/proof/", {"password": "wrong"}).data["code"] for _ in range(9)]
    assert (codes[0], codes[-1]) == ("wrong_password", "account_locked")
    assert client.post("/api/me/proof/", {"password": PASSWORD}).data["code"] == "account_locked"


def test_a_secret_of_another_server_is_unreadable_until_its_key_is_known(settings: Any) -> None:
    sealed, old = seal("layers"), settings.SECRET_KEY
    settings.SECRET_KEY = "another key altogether"
    assert unseal(sealed) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed) == "layers"


def test_the_person_is_told_by_mail(alice: User, mailoutbox: list[EmailMessage]) -> None:
    alice.language = "de"
    alice.save()
    client = signed_in(alice)
    turn_on_two_step(client)
    client.post("/api/me/two-step/off/", proof(client))
    queue.run_pending()
    assert [mail.subject for mail in mailoutbox] == [
        "Anmeldung in zwei Schritten ist an",
        "Anmeldung in zwei Schritten ist aus",
    ]
    assert "/settings/security" in mailoutbox[0].body


def test_the_admin_site_asks_for_the_code_too(ada: User) -> None:
    _, codes = turn_on_two_step(signed_in(ada))
    browser = Client()
    asked = browser.get("/admin/login/")
    assert b'name="code"' in asked.content
    words = {"username": ada.email, "password": PASSWORD}
    assert b"This code is wrong" in browser.post("/admin/login/", words).content
    assert "_auth_user_id" not in browser.session
    assert browser.post("/admin/login/", {**words, "code": codes[0]}).status_code == 302
    assert "_auth_user_id" in browser.session
