"""By which channels a person wants to hear of a kind."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from strato.accounts.models import User
from strato.notifications.errors import KindRequired, UnknownKind
from strato.notifications.kinds import REGISTRY, Channel, Kind
from strato.notifications.models import Preference


def wishes_of(users: Iterable[UUID], kind: Kind) -> dict[UUID, set[Channel]]:
    """For each of these people the channels that are on for this kind; one query."""
    wishes = {user: set(kind.default_channels) for user in users}
    if kind.required:
        return wishes
    for wish in Preference.objects.filter(user__in=list(wishes), kind=kind.code):
        channel = Channel(wish.channel)
        wishes[wish.user_id] = wishes[wish.user_id] | {channel} if wish.enabled else wishes[wish.user_id] - {channel}
    return wishes


def wanted_channels(user: User, kind: Kind) -> set[Channel]:
    """The channels that this person has on for this kind."""
    return wishes_of([user.pk], kind)[user.pk]


@transaction.atomic
def set_wishes(user: User, wishes: Mapping[str, Mapping[Channel, bool]], *, by: User) -> None:
    """Switch channels of kinds on or off: {"print_job.accepted": {"mail": False}}."""
    for code, channels in wishes.items():
        kind = REGISTRY.get(code)
        if kind is None:
            raise UnknownKind(kind=code)
        if kind.required and not all(channels.values()):
            raise KindRequired(kind=code)
        for channel, enabled in channels.items():
            Preference.objects.update_or_create(user=user, kind=code, channel=channel, defaults={"enabled": enabled})
