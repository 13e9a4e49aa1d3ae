"""Brings the people and the labs of the demo world to life."""

from datetime import datetime

import time_machine
from django.contrib.auth.hashers import make_password

from strato.accounts.models import Role, User
from strato.demo import pictures
from strato.demo.world import LABS, PASSWORD, PEOPLE, Machine, Person, Place
from strato.inventory import services as inventory
from strato.inventory.models import Material, Spool
from strato.labs import services as labs
from strato.labs.models import Lab
from strato.shopfloor import services as shopfloor

People = dict[str, User]


def settle_people(moment: datetime) -> People:
    """Everybody, by key; one hash serves all, since all share the demo password."""
    password = make_password(PASSWORD)
    with time_machine.travel(moment, tick=False):
        return {person.key: settle(person, password, moment) for person in PEOPLE}


def settle(person: Person, password: str, moment: datetime) -> User:
    user = User(
        email=person.email,
        username=person.key,
        name=person.name,
        location=person.location,
        language=person.language,
        bio=person.bio,
        role=Role.ADMIN if person.is_admin else Role.USER,
        is_superuser=person.is_admin,
        password=password,
        email_confirmed_at=moment,
    )
    portrait = pictures.portrait(person.name)
    user.avatar.save(str(portrait.name), portrait, save=False)
    user.save(force_insert=True)
    return user


def found_labs(people: People, moment: datetime) -> list[Lab]:
    """Every lab with its members, prices, printers and spools."""
    with time_machine.travel(moment, tick=False):
        return [found(place, people) for place in LABS]


def found(place: Place, people: People) -> Lab:
    (founder, _), *others = place.members
    owner, admin = people[founder], people["ada"]
    lab = labs.apply_for_lab(by=owner, **details_of(place))
    picture = pictures.cover(place.name)
    lab.cover.save(str(picture.name), picture)
    for key, role in others:
        labs.add_member(lab, user=people[key], role=role, by=owner)
    if place.status == "pending":
        return lab
    labs.approve_lab(lab, by=admin)
    materials = {material.code: material for material in Material.objects.filter(code__in=place.prices_per_kg)}
    for code, amount in place.prices_per_kg.items():
        inventory.set_price(lab, material=materials[code], amount_per_kg=amount, by=owner)
    spools = stock(lab, place, materials, owner)
    for number, machine in enumerate(place.machines):
        install(machine, number, lab, materials, spools, owner)
    return lab


def details_of(place: Place) -> dict[str, object]:
    copied = ("name", "description", "street", "postal_code", "city", "country", "lat", "lng", "timezone")
    chosen = ("opening_hours", "rates", "payment_policy", "auto_accept")
    details: dict[str, object] = {name: getattr(place, name) for name in copied + chosen}
    return details | {"email": f"hello@{place.slug}.example", "website": f"https://{place.slug}.example"}


def stock(lab: Lab, place: Place, materials: dict[str, Material], owner: User) -> list[Spool]:
    return [
        inventory.add_spool(
            lab,
            by=owner,
            material=materials[reel.material],
            color_name=reel.color_name,
            color_hex=reel.color_hex,
            label=f"{place.slug.split('-')[-1][:3].upper()}-{number:03}",
            initial_mg=reel.grams * 1000,
            remaining_mg=reel.grams_left * 1000,
        )
        for number, reel in enumerate(place.reels, start=1)
    ]


def install(
    machine: Machine, number: int, lab: Lab, materials: dict[str, Material], spools: list[Spool], owner: User
) -> None:
    wide, deep, high = machine.build_mm
    printer = shopfloor.add_printer(
        lab,
        by=owner,
        name=machine.name,
        model=machine.model,
        technology=machine.technology,
        build_x_mm=wide,
        build_y_mm=deep,
        build_z_mm=high,
        nozzle_mm=machine.nozzle_mm,
        min_layer_mm=machine.layers_mm[0],
        max_layer_mm=machine.layers_mm[1],
        materials=[materials[code] for code in machine.materials],
    )
    fitting = [spool for spool in spools if spool.material.code in machine.materials]
    if fitting:
        printer = shopfloor.load_spool(printer, spool=fitting[number % len(fitting)], by=owner)
    if machine.state == "maintenance":
        shopfloor.maintain(printer, by=owner, reason="New nozzle and belts are on their way.")
    if machine.state == "offline":
        shopfloor.take_offline(printer, by=owner, reason="Moved to the other hall.")
