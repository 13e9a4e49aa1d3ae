"""By which channels a person wants to hear of a kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from strato.accounts.models import User
from strato.notifications.errors import ChannelUnavailable, KindRequired, UnknownKind, UnsubscribeRefused
from strato.notifications.kinds import REGISTRY, Channel, Kind
from strato.notifications.models import Preference
from strato.notifications.services.timing import set_timing
from strato.notifications.states import MailRhythm
from strato.notifications.unsubscribing import EVERYTHING, read_token


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of the table in the settings: a kind, and which channels are on (None: it cannot use this one)."""

    kind: str
    category: str
    required: bool
    urgent: bool
    in_app: bool | None
    mail: bool | None
    push: bool | None


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


def wish_table(user: User) -> list[Wish]:
    """Every declared kind with this person's channels, by category and code; one query."""
    said = {(w.kind, w.channel): w.enabled for w in Preference.objects.filter(user=user)}
    table = []
    for kind in sorted(REGISTRY.values(), key=lambda kind: (kind.category, kind.code)):
        on: dict[Channel, bool] = {channel: channel in kind.default_channels for channel in kind.channels}
        if not kind.required:
            on = {channel: said.get((kind.code, channel.value), default) for channel, default in on.items()}
        channels = {channel.value: on.get(channel) for channel in Channel}
        table.append(Wish(kind.code, kind.category, kind.required, kind.is_pressing, **channels))
    return table


@transaction.atomic
def set_wishes(user: User, wishes: Mapping[str, Mapping[Channel, bool]], *, by: User) -> list[Wish]:
    """Switch channels of kinds on or off: {"print_job.accepted": {"mail": False}}; gives the new table.

    What says the same as before is passed over, so that a whole table may come back with one line changed.
    """
    for code, channels in wishes.items():
        kind = REGISTRY.get(code)
        if kind is None:
            raise UnknownKind(kind=code)
        now = wanted_channels(user, kind)
        changes = {channel: enabled for channel, enabled in channels.items() if enabled != (channel in now)}
        if changes and kind.required:
            raise KindRequired(kind=code)
        if not set(changes) <= set(kind.channels):
            raise ChannelUnavailable(kind=code)
        for channel, enabled in changes.items():
            Preference.objects.update_or_create(user=user, kind=code, channel=channel, defaults={"enabled": enabled})
    return wish_table(user)


@transaction.atomic
def unsubscribe(token: str) -> User:
    """No more mails of the token's kind (or of any) to its person; twice is fine. A kind that is gone sends none anyway."""
    person_id, kind = read_token(token)
    person: User | None = User.objects.filter(pk=person_id).first()
    if person is None:
        raise UnsubscribeRefused
    if kind == EVERYTHING:
        set_timing(person, mail=MailRhythm.NEVER, by=person)
    elif kind in REGISTRY:
        set_wishes(person, {kind: {Channel.MAIL: False}}, by=person)
    return person
