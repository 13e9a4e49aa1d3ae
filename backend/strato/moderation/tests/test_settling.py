"""What admins do with a report: closed, dismissed, opened again, acted upon; the reporter is thanked and told no more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community.models import Pet
from strato.core import queue
from strato.core.errors import WrongState
from strato.core.realtime.models import UserEvent
from strato.moderation import services
from strato.moderation.errors import RemedyImpossible, ReportedAgain
from strato.moderation.models import RemedyTaken, Report
from strato.moderation.tests.test_filing import thing
from strato.notifications.models import Notification
from strato.store.models import Product, Review

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
ACTS = ("close", "dismiss", "reopen", "remedy")


@pytest.fixture
def filed(alice: User, mona: User) -> Report:
    """Mona about Alice's event."""
    return services.file_report(
        "event", thing("event", alice, mona).pk, reason="spam", text="An advertisement", by=mona
    )


def of(kind: str, alice: User, mona: User) -> Report:
    return services.file_report(kind, thing(kind, alice, mona).pk, reason="spam", by=mona)


@pytest.mark.parametrize("act", ["close", "dismiss"])
def test_who_reported_is_thanked_without_details(
    act: str, filed: Report, mona: User, ada: User, client_of: Client
) -> None:
    answer = client_of(ada).post(f"/api/reports/{filed.pk}/{act}/", {"words": "Secret reasons"})
    assert answer.status_code == 200, answer.json()
    told = Notification.objects.get()
    assert (told.recipient, told.kind, told.facts) == (mona, "report.settled", {"label": "Sale!"})
    queue.run_pending()
    [letter] = mail.outbox
    assert letter.to == [mona.email]
    assert "Sale!" in letter.body
    assert "Secret" not in f"{letter.subject} {letter.body}"


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_thanks_come_in_the_readers_language(language: str, filed: Report, mona: User, ada: User) -> None:
    User.objects.filter(pk=mona.pk).update(language=language)
    services.close_report(filed, by=ada)
    queue.run_pending()
    assert (
        mail.outbox[0].subject
        == {
            "en": "Thank you for your report",
            "de": "Danke für deine Meldung",
            "es": "Gracias por tu denuncia",
        }[language]
    )


def test_each_decision_is_kept_with_who_and_why(filed: Report, ada: User, client_of: Client) -> None:
    desk = client_of(ada)
    desk.post(f"/api/reports/{filed.pk}/dismiss/", {"words": "A fair"})
    desk.post(f"/api/reports/{filed.pk}/reopen/", {"words": "Not so fair"})
    seen = desk.post(f"/api/reports/{filed.pk}/close/").json()
    assert [(step["to_status"], step["by"], step["reason"]) for step in seen["history"]] == [
        ("dismissed", "Ada", "A fair"),
        ("open", "Ada", "Not so fair"),
        ("closed", "Ada", ""),
    ]
    assert seen["status"] == "closed"
    assert seen["allowed_actions"] == ["reopen", "remedy"]
    moved = UserEvent.objects.filter(user_id=ada.pk, type="status.changed").order_by("seq")
    assert [(frame.data["kind"], frame.data["to_status"]) for frame in moved] == [
        ("report", "dismissed"), ("report", "open"), ("report", "closed"),
    ]  # fmt: skip


def test_what_is_settled_is_settled_once(filed: Report, ada: User) -> None:
    services.close_report(filed, by=ada)
    with pytest.raises(WrongState):
        services.dismiss_report(filed, by=ada)


def test_two_open_reports_of_one_thing_by_one_person_cannot_be(filed: Report, mona: User, ada: User) -> None:
    services.dismiss_report(filed, by=ada)
    services.file_report("event", filed.subject_id, reason="fraud", by=mona)
    with pytest.raises(ReportedAgain):
        services.reopen_report(filed, by=ada)


def test_an_event_is_cancelled_and_those_who_come_are_told_why(filed: Report, ada: User, client_of: Client) -> None:
    desk, place = client_of(ada), f"/api/reports/{filed.pk}/"
    assert desk.get(place).json()["remedies"] == ["cancel_event", "deactivate"]
    seen = desk.post(place + "remedy/", {"remedy": "cancel_event", "reason": "An advertisement"}).json()
    assert seen["remedies"] == ["deactivate"]
    assert [(one["remedy"], one["by"], one["reason"]) for one in seen["remedies_taken"]] == [
        ("cancel_event", "Ada", "An advertisement")
    ]
    assert seen["status"] == "open"


def test_an_account_is_closed_and_opened_again(alice: User, mona: User, ada: User) -> None:
    row = of("person", alice, mona)
    services.take_remedy(row, "deactivate", by=ada, reason="Spam")
    alice.refresh_from_db()
    assert not alice.is_active
    assert alice.account_changes.get().reason == "Spam"
    with pytest.raises(RemedyImpossible):
        services.take_remedy(row, "deactivate", by=ada)
    services.take_remedy(row, "reactivate", by=ada)
    alice.refresh_from_db()
    assert alice.is_active
    assert [one.remedy for one in RemedyTaken.objects.all()] == ["deactivate", "reactivate"]


def test_a_review_is_hidden_and_shown_again(alice: User, mona: User, ada: User, client_of: Client) -> None:
    row = of("review", alice, mona)
    mug = Product.objects.get()
    services.take_remedy(row, "hide_review", by=ada)
    mug.refresh_from_db()
    assert (mug.rating_sum, mug.rating_count) == (0, 0)
    assert client_of(mona).get(f"/api/products/{mug.slug}/reviews/").json()["results"] == []
    services.take_remedy(row, "show_review", by=ada)
    mug.refresh_from_db()
    assert (mug.rating_sum, mug.rating_count) == (1, 1)
    assert Review.objects.visible_to(mona).count() == 1


def test_a_pet_is_removed_and_the_report_stays(alice: User, mona: User, ada: User, client_of: Client) -> None:
    row = of("pet", alice, mona)
    services.take_remedy(row, "remove_pet", by=ada)
    assert not Pet.objects.exists()
    seen = client_of(ada).get(f"/api/reports/{row.pk}/").json()
    assert seen["snapshot"]["facts"]["name"] == "Zorro"
    assert seen["remedies"] == ["deactivate"]


@pytest.mark.parametrize(
    ("kind", "offered"), [("conversation", ["deactivate"]), ("message", ["remove_message", "deactivate"])]
)
def test_of_a_conversation_its_words_are_read_and_its_person_can_be_closed_out(
    kind: str, offered: list[str], alice: User, mona: User, ada: User, client_of: Client
) -> None:
    seen = client_of(ada).get(f"/api/reports/{of(kind, alice, mona).pk}/").json()
    assert [(one["name"], one["body"]) for one in seen["snapshot"]["messages"]] == [("Alice", "buy my coins")]
    assert seen["remedies"] == offered


def test_an_admin_is_offered_nothing_against_themselves(ada: User, mona: User, client_of: Client) -> None:
    row = services.file_report("person", ada.pk, reason="other", by=mona)
    desk = client_of(ada)
    assert desk.get(f"/api/reports/{row.pk}/").json()["remedies"] == []
    refused = desk.post(f"/api/reports/{row.pk}/remedy/", {"remedy": "deactivate"})
    assert (refused.status_code, refused.json()["code"]) == (409, "remedy_impossible")


def test_other_reports_about_the_same_person_stand_beside(
    filed: Report, alice: User, mona: User, ada: User, client_of: Client
) -> None:
    pet = of("pet", alice, mona)
    services.file_report("person", mona.pk, reason="other", by=alice)
    seen = client_of(ada).get(f"/api/reports/{filed.pk}/").json()
    assert [one["id"] for one in seen["others"]] == [str(pet.pk)]


def test_only_admins_read_and_act(filed: Report, alice: User, mona: User, client_of: Client) -> None:
    for person in (alice, mona):
        browser = client_of(person)
        assert browser.get("/api/reports/").status_code == 403
        assert browser.get(f"/api/reports/{filed.pk}/").status_code in (403, 404)
        for act in ACTS:
            assert browser.post(f"/api/reports/{filed.pk}/{act}/").status_code in (403, 404), act
    filed.refresh_from_db()
    assert filed.status == "open"


def test_the_list_is_narrowed(filed: Report, alice: User, mona: User, ada: User, client_of: Client) -> None:
    other = services.file_report("person", mona.pk, reason="fraud", by=alice)
    services.close_report(other, by=ada)
    desk = client_of(ada)

    def found(**asked: Any) -> list[str]:
        return [row["id"] for row in desk.get("/api/reports/", asked).json()["results"]]

    assert found() == [str(other.pk), str(filed.pk)]
    assert (
        found(status="open") == found(kind="event") == found(reason="spam") == found(about=alice.pk) == [str(filed.pk)]
    )
    assert found(status="dismissed") == []
    for asked in ({"status": "x"}, {"kind": ""}, {"about": "x"}, {"about": "\0"}, {"reason": "9" * 40}):
        assert desk.get("/api/reports/", asked).status_code == 400, asked


def test_the_list_and_a_report_stay_within_their_queries(
    ada: User, mona: User, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    people = [UserFactory() for _ in range(30)]
    rows = [services.file_report("person", person.pk, reason="spam", by=mona) for person in people]
    with django_assert_max_num_queries(3):
        client_of(ada).get("/api/reports/")
    for other in range(5):
        services.file_report("person", people[0].pk, reason="spam", by=UserFactory(name=f"n{other}"))
    with django_assert_max_num_queries(7):
        client_of(ada).get(f"/api/reports/{rows[0].pk}/")
