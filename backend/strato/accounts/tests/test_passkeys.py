"""Passkeys, with an authenticator that really signs."""

from rest_framework.test import APIClient

from strato.accounts.models import Passkey, User
from strato.accounts.tests.authenticator import Authenticator
from strato.accounts.tests.signing import add_passkey, later, proof, sign_in, signed_in, turn_on_two_step, use_passkey


def test_a_passkey_signs_in_without_a_name_or_a_password(alice: User) -> None:
    device = Authenticator()
    made = add_passkey(signed_in(alice), device)
    assert made.status_code == 201
    answer = use_passkey(device)
    assert (answer.status_code, answer.data["user"]["email"]) == (200, alice.email)
    row = Passkey.objects.get()
    assert (row.user, row.transports) == (alice, ["internal"])
    assert row.last_used_at is not None


def test_a_passkey_needs_no_second_step(alice: User) -> None:
    client, device = signed_in(alice), Authenticator()
    add_passkey(client, device)
    turn_on_two_step(client)
    assert use_passkey(device).status_code == 200


def test_a_passkey_is_a_second_step(alice: User) -> None:
    client, device = signed_in(alice), Authenticator(verifies=True)
    add_passkey(client, device)
    turn_on_two_step(client)
    half = sign_in(alice).data["facts"]
    assert half["methods"] == ["code", "passkey"]
    device.verifies = False  # the password was given: a touch is enough
    assert use_passkey(device, half["challenge"]).status_code == 200


def test_somebody_elses_passkey_is_no_second_step(alice: User, mona: User) -> None:
    client, own, strange = signed_in(alice), Authenticator(), Authenticator()
    add_passkey(client, own)
    add_passkey(signed_in(mona), strange)
    turn_on_two_step(client)
    refused = use_passkey(strange, sign_in(alice).data["facts"]["challenge"])
    assert (refused.status_code, refused.data["code"]) == (401, "passkey_unknown")


def test_an_unverified_touch_does_not_sign_in_alone(alice: User) -> None:
    device = Authenticator()
    add_passkey(signed_in(alice), device)
    device.verifies = False
    assert use_passkey(device).data["code"] == "passkey_refused"


def test_an_answer_counts_once(alice: User) -> None:
    device = Authenticator()
    add_passkey(signed_in(alice), device)
    begun = APIClient().post("/api/token/passkey/options/", {}).data
    body = {"challenge": begun["challenge"], "credential": device.get(begun["options"])}
    assert APIClient().post("/api/token/passkey/", body).status_code == 200
    again = APIClient().post("/api/token/passkey/", body)
    assert (again.status_code, again.data["code"]) == (401, "challenge_invalid")


def test_an_answer_to_another_challenge_is_refused(alice: User) -> None:
    device = Authenticator()
    add_passkey(signed_in(alice), device)
    one, other = (APIClient().post("/api/token/passkey/options/", {}).data for _ in range(2))
    body = {"challenge": one["challenge"], "credential": device.get(other["options"])}
    assert APIClient().post("/api/token/passkey/", body).data["code"] == "passkey_refused"


def test_a_late_answer_is_refused(alice: User) -> None:
    device = Authenticator()
    add_passkey(signed_in(alice), device)
    begun = APIClient().post("/api/token/passkey/options/", {}).data
    with later(301):
        body = {"challenge": begun["challenge"], "credential": device.get(begun["options"])}
        assert APIClient().post("/api/token/passkey/", body).data["code"] == "challenge_invalid"


def test_a_page_of_somebody_else_gets_nowhere(alice: User) -> None:
    client = signed_in(alice)
    assert add_passkey(client, Authenticator(origin="https://phish.example")).data["code"] == "passkey_refused"
    device = Authenticator()
    add_passkey(client, device)
    device.origin = "https://phish.example"
    assert use_passkey(device).data["code"] == "passkey_refused"


def test_a_forged_signature_is_refused(alice: User) -> None:
    device, forger = Authenticator(), Authenticator()
    add_passkey(signed_in(alice), device)
    forger.credential_id = device.credential_id
    assert use_passkey(forger).data["code"] == "passkey_refused"


def test_a_counter_that_goes_back_is_refused(alice: User) -> None:
    device = Authenticator(counts=True)
    add_passkey(signed_in(alice), device)
    assert use_passkey(device).status_code == 200
    device.used = 0
    assert use_passkey(device).data["code"] == "passkey_refused"


def test_a_device_without_verification_cannot_be_added(alice: User) -> None:
    assert add_passkey(signed_in(alice), Authenticator(verifies=False)).data["code"] == "passkey_refused"


def test_a_passkey_belongs_to_one_account(alice: User, mona: User) -> None:
    device = Authenticator()
    add_passkey(signed_in(alice), device)
    assert add_passkey(signed_in(mona), device).data["code"] == "passkey_refused"


def test_adding_one_needs_a_proof(alice: User) -> None:
    refused = signed_in(alice).post("/api/me/passkeys/options/", {"proof": "x"})
    assert (refused.status_code, refused.data["code"]) == (403, "proof_required")


def test_a_passkey_proves_that_it_is_still_me(alice: User, mona: User) -> None:
    client, device, strange = signed_in(alice), Authenticator(), Authenticator()
    add_passkey(client, device)
    add_passkey(signed_in(mona), strange)
    begun = client.post("/api/me/proof/passkey/options/").data
    body = {"challenge": begun["challenge"], "credential": strange.get(begun["options"])}
    assert client.post("/api/me/proof/passkey/", body).data["code"] == "passkey_unknown"
    body["credential"] = device.get(begun["options"])
    given = client.post("/api/me/proof/passkey/", body)
    assert client.post("/api/me/two-step/", {"proof": given.data["proof"]}).status_code == 201


def test_they_are_listed_renamed_and_removed(alice: User, mona: User) -> None:
    client, device = signed_in(alice), Authenticator()
    row = add_passkey(client, device).data
    assert signed_in(mona).delete(f"/api/me/passkeys/{row['id']}/").status_code == 404
    assert client.patch(f"/api/me/passkeys/{row['id']}/", {"name": "Tablet"}).data["name"] == "Tablet"
    assert [r["name"] for r in client.get("/api/me/passkeys/").data] == ["Tablet"]
    assert client.delete(f"/api/me/passkeys/{row['id']}/").status_code == 204
    assert use_passkey(device).data["code"] == "passkey_unknown"


def test_twenty_are_enough(alice: User) -> None:
    client = signed_in(alice)
    for n in range(20):
        Passkey.objects.create(user=alice, name=f"{n}", credential_id=f"AAAA{n}", public_key="AAAA")
    refused = client.post("/api/me/passkeys/options/", proof(client))
    assert (refused.status_code, refused.data["code"]) == (409, "too_many_passkeys")


def test_nonsense_from_a_browser_is_refused_in_words(alice: User) -> None:
    client, device = signed_in(alice), Authenticator()
    add_passkey(client, device)
    begun = APIClient().post("/api/token/passkey/options/", {}).data
    good = device.get(begun["options"])
    for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for value in ("AA", "_" * 9, "A" * 4000):
            credential = {**good, "response": {**good["response"], part: value}}
            answer = APIClient().post(
                "/api/token/passkey/", {"challenge": begun["challenge"], "credential": credential}
            )
            assert answer.status_code == 400 or part == "userHandle", (part, value)
    begun = client.post("/api/me/passkeys/options/", proof(client)).data
    made = Authenticator().create(begun["options"])
    for part in ("clientDataJSON", "attestationObject"):
        for value in ("AA", "_" * 9, "o2NmbXRk", "A" * 4000):
            credential = {**made, "response": {**made["response"], part: value}}
            body = {"challenge": begun["challenge"], "credential": credential, "name": "x"}
            assert client.post("/api/me/passkeys/", body).status_code == 400, (part, value)
