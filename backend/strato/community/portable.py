"""What the community keeps of a person."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from strato.accounts.models import User
from strato.accounts.portability import (
    Fact,
    Piece,
    Portion,
    Record,
    Records,
    each,
    file_name,
    history,
    named,
    picked,
    stored,
)
from strato.community.models import (
    Attendance,
    AttendanceStatusChange,
    Block,
    Event,
    EventStatusChange,
    Friendship,
    FriendshipStatusChange,
    Pet,
    PetPhoto,
    Profile,
)
from strato.community.states import FriendshipStatus

ABOUT = {
    "en": "Your public profile, friends and blocks, your pets with measurements and pictures, the events that you give and go to.",
    "de": "Dein öffentliches Profil, Freunde und Blockierte, deine Tiere mit Maßen und Bildern, die Veranstaltungen, die du gibst und besuchst.",
    "es": "Tu perfil público, amigos y bloqueos, tus mascotas con medidas y fotos, y los eventos que organizas y a los que vas.",
}
PICTURES, COVERS = "pets", "events"


def gives(person: User) -> Iterator[Piece]:
    for profile in Profile.objects.filter(user=person):
        yield Fact("profile.json", profile_of(profile))
    known = friendships_of(person).select_related("low", "high").order_by("id")
    yield Records("friends.json", (friendship_of(row, person) for row in each(known)))
    blocks = Block.objects.filter(blocker=person).select_related("blocked").order_by("id")
    yield Records("blocks.json", map(block_of, each(blocks)))
    pets = person.pets.prefetch_related("photos").order_by("id")
    yield Records("pets.json", map(pet_of, pets))
    for pet in pets:
        yield from stored(PICTURES, pet, pet.avatar)
        for photo in pet.photos.all():
            yield from stored(PICTURES, photo, photo.image)
    hosted = person.events.select_related("lab", "pet").prefetch_related("status_changes").order_by("id")
    yield Records("events.json", map(event_of, each(hosted)))
    for event in each(hosted.exclude(cover="")):
        yield from stored(COVERS, event, event.cover)
    yield Records("attending.json", answers_of(person))


def friendships_of(person: User) -> QuerySet[Friendship]:
    """Without those whom a block hides, and without the answer "no" of others, which they are not told."""
    refused = Q(status=FriendshipStatus.DECLINED, requester=person)
    return Friendship.objects.visible_to(person).exclude(refused)


def answers_of(person: User) -> Iterator[Record]:
    """What was answered to whom is one's own; the event is told while one may see it."""
    seen = set(Event.objects.visible_to(person).filter(attendances__user=person).values_list("pk", flat=True))
    rows = person.attendances.select_related("event__organizer").prefetch_related("status_changes").order_by("id")
    for row in each(rows):
        yield attendance_of(row, is_seen=row.event_id in seen)


def profile_of(row: Profile) -> Record:
    return picked(row, "headline", "website", "friends_visibility", "takes_requests", "created_at")


def friendship_of(row: Friendship, person: User) -> Record:
    return {
        "name": named(row.other_than(person)),
        "asked_by_yourself": row.requester_id == person.pk,
        **picked(row, "status", "created_at", "status_changed_at"),
    }


def block_of(row: Block) -> Record:
    return {"name": named(row.blocked), "since": row.created_at}


def pet_of(row: Pet) -> Record:
    names = ("id", "name", "species", "breed", "birthday", "about", "visibility", "created_at")
    sizes = ("neck_mm", "chest_mm", "back_mm", "leg_mm", "weight_g", "measured_on")
    return {
        **picked(row, *names, *sizes),
        "photos": [{"file": f"{PICTURES}/{name_of(photo)}", "caption": photo.caption} for photo in row.photos.all()],
    }


def name_of(photo: PetPhoto) -> str:
    return file_name(photo, str(photo.image.name).rpartition("/")[2])


def event_of(row: Event) -> Record:
    names = ("id", "title", "description", "status", "visibility", "starts_at", "ends_at", "timezone")
    place = ("area", "place", "lat", "lng", "is_place_private", "capacity", "seats_taken", "most_guests", "created_at")
    return {
        **picked(row, *names, *place),
        "lab": row.lab.name if row.lab else None,
        "pet": row.pet.name if row.pet else None,
        "history": history(row.status_changes.all()),
    }


def attendance_of(row: Attendance, *, is_seen: bool) -> Record:
    event = {
        **picked(row.event, "id", "title", "starts_at", "ends_at", "timezone", "area"),
        "organizer": named(row.event.organizer),
    }
    return {
        "event": event if is_seen else None,
        **picked(row, "status", "guests", "created_at"),
        "history": history(row.status_changes.all()),
    }


PORTION = Portion(
    folder="community",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Profile, Friendship, Block, Pet, Event, EventStatusChange, Attendance, AttendanceStatusChange}),
    withheld={FriendshipStatusChange: "tells who said no, which the other is not told"},
)
