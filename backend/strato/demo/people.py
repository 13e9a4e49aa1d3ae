"""Lets the people of the demo world know each other: friends, pets with measurements, events to come and gone by."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine

from strato.accounts.models import User
from strato.accounts.services import update_profile
from strato.community import services as community
from strato.community.models import Event, Pet
from strato.demo import pictures
from strato.labs.models import Lab

People = dict[str, User]

FRIENDS = (
    ("alice", "elif"), ("alice", "bob"), ("alice", "chiara"), ("alice", "mona"), ("mona", "lena"), ("mona", "elif"),
    ("lena", "henrik"), ("olaf", "paula"), ("sofia", "diego"), ("ines", "sofia"), ("jonas", "david"), ("greta", "kaja"),
)  # fmt: skip
ASKED = (("felix", "alice"), ("alice", "claire"))
SHOWN = {"david": "friends", "kaja": "private"}
HEADLINES = {
    "alice": "Prototypes first, questions later",
    "mona": "Eight printers, two hands, one cat",
    "bob": "If it flies, I have crashed it",
    "ines": "Prosthetics for four legs and two",
    "sofia": "Cien piezas antes del desayuno",
}


@dataclass(frozen=True, slots=True)
class Animal:
    owner: str
    name: str
    species: str
    breed: str
    birthday: date
    about: str
    visibility: str = "public"
    measures: dict[str, int] = field(default_factory=dict)


ANIMALS = (
    Animal(
        "alice", "Pixel", "dog", "Border collie", date(2021, 4, 3), "Herds extruders. Afraid of the laser cutter.",
        measures={"neck_mm": 385, "chest_mm": 690, "back_mm": 560, "leg_mm": 330, "weight_g": 17_200},
    ),
    Animal(
        "mona", "Raft", "cat", "European shorthair", date(2018, 9, 21), "Sleeps on heated beds.",
        measures={"neck_mm": 215, "chest_mm": 350, "back_mm": 420, "weight_g": 4_600},
    ),
    Animal(
        "ines", "Luna", "dog", "Galgo español", date(2019, 2, 11), "Corre con tres patas y una impresa.",
        measures={"neck_mm": 360, "chest_mm": 720, "back_mm": 640, "leg_mm": 460, "weight_g": 24_800},
    ),
    Animal("bob", "Rotor", "rabbit", "Lop", date(2023, 6, 1), "Chews cables.", "friends", {"weight_g": 2_100}),
    Animal("elif", "Newton", "bird", "Budgerigar", date(2022, 1, 30), "Falls upward.", "private"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gathering:
    by: str
    title: str
    description: str
    days: int
    hour: int
    area: str
    place: str
    lat: float
    lng: float
    timezone: str = "Europe/Berlin"
    visibility: str = "public"
    lab: str = ""
    pet: str = ""
    capacity: int | None = None
    most_guests: int = 0
    is_place_private: bool = False
    going: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    fate: str = "published"  # "draft", "cancelled"


GATHERINGS = (
    Gathering(
        "lena", "Repair evening", "Bring what is broken. We print what is missing, and there is soup.", 5, 18,
        "Hamburg-Altona", "Lab North, Bernstorffstraße 118", 53.5586, 9.9601, lab="lab-north", capacity=5, most_guests=1,
        going=("alice", "elif", "bob", "chiara", "henrik", "jonas", "greta"), maybe=("david",),
    ),
    Gathering(
        "paula", "Resin for beginners", "Gloves, goggles, patience. We bring two of the three.", 12, 16,
        "Garching bei München", "Lab South, Boltzmannstraße 15", 48.2649, 11.6713, lab="lab-south", capacity=8,
        going=("felix", "olaf"),
    ),
    Gathering(
        "alice", "A walk with Pixel", "Once around the water; dogs in printed vests are welcome.", 3, 10,
        "Hamburg, Außenalster", "Landing stage Rabenstraße", 53.5716, 9.9985, visibility="friends", pet="Pixel",
        is_place_private=True, most_guests=2, going=("elif", "mona"), maybe=("bob",),
    ),
    Gathering(
        "sofia", "Noche de impresoras abiertas", "Catorce máquinas, un solo altavoz.", 20, 21, "Valencia, El Cabanyal",
        "Taller Levante, Carrer de la Reina 74", 39.4668, -0.3266, "Europe/Madrid", lab="taller-levante",
        going=("ines", "diego"),
    ),
    Gathering(
        "mona", "Housewarming", "New flat, old printer.", 9, 19, "Hamburg-Ottensen", "Bahrenfelder Straße 201", 53.5551,
        9.9288, visibility="private", is_place_private=True, capacity=12, going=("lena",), invited=("alice", "elif"),
    ),
    Gathering(
        "claire", "Open studio", "Miniatures under the magnifier.", 6, 15, "Lyon", "12 Rue Burdeau", 45.7715, 4.8323,
        "Europe/Paris", lab="atelier-rhone", going=("chiara",), fate="cancelled",
    ),
    Gathering(
        "alice", "Prototype swap", "Bring three, take three.", 30, 14, "Hamburg", "", 53.5503, 9.9920, fate="draft"
    ),
    Gathering(
        "lena", "Filament swap", "Half spools find new homes.", -10, 17, "Hamburg-Altona",
        "Lab North, Bernstorffstraße 118", 53.5586, 9.9601, lab="lab-north", going=("alice", "henrik"),
    ),
)  # fmt: skip


def settle_community(people: People, now: datetime) -> None:
    """Everybody's friends, pets and events; a request and an invitation are news of today."""
    with time_machine.travel(now - timedelta(days=30), tick=False):
        introduce(people)
        pets = {animal.name: adopt(animal, people[animal.owner]) for animal in ANIMALS}
    for number, gathering in enumerate(GATHERINGS):
        with time_machine.travel(now - timedelta(days=20, hours=-number), tick=False):
            gather(gathering, people, pets, now)
    with time_machine.travel(now - timedelta(hours=3), tick=False):
        for asking, asked in ASKED:
            community.ask_friend(people[asked], by=people[asking])
        for gathering in GATHERINGS:
            if gathering.invited:
                event = Event.objects.get(title=gathering.title)
                community.invite(event, people=[people[key] for key in gathering.invited], by=people[gathering.by])


def introduce(people: People) -> None:
    """Who shows themselves how, and who are friends."""
    for key, visibility in SHOWN.items():
        update_profile(people[key], changes={"visibility": visibility}, by=people[key])
    for key, headline in HEADLINES.items():
        community.edit_profile(people[key], by=people[key], headline=headline)
    for one, other in FRIENDS:
        request = community.ask_friend(people[other], by=people[one])
        community.accept_request(request, by=people[other])


def adopt(animal: Animal, owner: User) -> Pet:
    pet = community.add_pet(
        by=owner,
        name=animal.name,
        species=animal.species,
        breed=animal.breed,
        birthday=animal.birthday,
        about=animal.about,
        visibility=animal.visibility,
        **animal.measures,
    )
    return community.set_avatar(pet, image=pictures.portrait(animal.name), by=owner)


def gather(gathering: Gathering, people: People, pets: dict[str, Pet], now: datetime) -> None:
    """One event with everybody's answer, in the order in which they came."""
    host = people[gathering.by]
    day = (now + timedelta(days=gathering.days)).date()
    start = datetime.combine(day, time(gathering.hour), ZoneInfo(gathering.timezone))
    copied = (
        "title", "description", "area", "place", "lat", "lng", "timezone", "visibility", "capacity", "most_guests",
        "is_place_private",
    )  # fmt: skip
    event = community.draft_event(
        by=host,
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        lab=Lab.objects.get(slug=gathering.lab) if gathering.lab else None,
        pet=pets.get(gathering.pet),
        **{name: getattr(gathering, name) for name in copied},
    )
    community.set_event_cover(event, cover=pictures.cover(gathering.title), by=host)
    if gathering.fate == "draft":
        return
    community.publish_event(event, by=host)
    guests = [people[key] for key in (*gathering.going, *gathering.maybe)]
    if gathering.visibility == "private":
        community.invite(event, people=guests, by=host)
    for key in gathering.going:
        community.answer_event(
            event, answer="going", guests=int(key == "alice" and gathering.most_guests > 0), by=people[key]
        )
    for key in gathering.maybe:
        community.answer_event(event, answer="maybe", by=people[key])
    if gathering.fate == "cancelled":
        community.cancel_event(event, by=host, reason="The magnifier broke.")
