from strato.accounts.models import User
from strato.inventory import services
from strato.inventory.tests.factories import SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import MembershipFactory
from strato.notifications.models import Notification


def test_those_who_keep_the_stock_hear_that_a_spool_runs_low(
    lab_north: Lab, mona: User, lena: User, olaf: User
) -> None:
    keeper = MembershipFactory(lab=lab_north, role="stock_keeper").user
    spool = SpoolFactory(lab=lab_north, remaining_mg=120_000, label="A-12")
    services.consume(spool, 30_000, by=mona, reason="PJ-1")
    rows = Notification.objects.filter(kind="spool.low")
    assert set(rows.values_list("recipient", flat=True)) == {lena.pk, keeper.pk}
    row = rows.filter(recipient=keeper).get()
    assert (row.facts["remaining_mg"], row.facts["label"], row.facts["lab"]) == (90_000, "A-12", "Lab North")
    assert row.subject_id == str(spool.pk)


def test_a_spool_that_runs_low_again_renews_the_warning(lab_north: Lab, lena: User) -> None:
    spool = SpoolFactory(lab=lab_north, remaining_mg=120_000)
    services.consume(spool, 30_000, by=None, reason="PJ-1")
    services.count_spool(spool, remaining_mg=110_000, by=None)
    services.consume(spool, 30_000, by=None, reason="PJ-2")
    assert Notification.objects.get(recipient=lena, kind="spool.low").repeats == 2
