"""What is of no more use goes; what is alive stays."""

from datetime import timedelta

import pytest
from axes.models import AccessLog
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from strato.accounts import services, tokens
from strato.accounts.errors import TokenRefused
from strato.accounts.models import User


def test_expired_tokens_go_and_living_ones_stay(alice: User) -> None:
    first, alive = tokens.issue(alice), tokens.issue(alice)
    tokens.renew(first.refresh)
    OutstandingToken.objects.filter(blacklistedtoken__isnull=False).update(
        expires_at=timezone.now() - timedelta(days=1)
    )
    assert services.forget_tokens() == 1
    assert not BlacklistedToken.objects.exists()
    assert tokens.renew(alive.refresh)


def test_a_withdrawn_token_stays_withdrawn_while_it_could_still_be_used(alice: User) -> None:
    refresh = tokens.issue(alice).refresh
    tokens.withdraw(refresh)
    services.forget_tokens()
    with pytest.raises(TokenRefused):
        tokens.renew(refresh)


def test_sign_ins_are_forgotten_after_ninety_days(alice: User) -> None:
    for days in (1, 100):
        row = AccessLog.objects.create(username=alice.email, ip_address="192.0.2.1", user_agent="-", path_info="/")
        AccessLog.objects.filter(pk=row.pk).update(attempt_time=timezone.now() - timedelta(days=days))
    services.forget_sign_ins()
    assert AccessLog.objects.count() == 1
