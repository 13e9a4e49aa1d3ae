"""Stock for tests."""

import factory

from strato.inventory.models import Item, Location, Lot, Material, MaterialPrice, Spool
from strato.labs.tests.factories import LabFactory


class MaterialFactory(factory.django.DjangoModelFactory[Material]):
    """PLA, the catalog's own row where there is one."""

    class Meta:
        model = Material
        django_get_or_create = ("code",)

    code = "pla"
    name = "PLA"
    density_g_cm3 = 1.24


class MaterialPriceFactory(factory.django.DjangoModelFactory[MaterialPrice]):
    class Meta:
        model = MaterialPrice

    lab = factory.SubFactory(LabFactory)
    material = factory.SubFactory(MaterialFactory)
    amount_per_kg = 3000


class SpoolFactory(factory.django.DjangoModelFactory[Spool]):
    """A full kilogram."""

    class Meta:
        model = Spool

    lab = factory.SubFactory(LabFactory)
    material = factory.SubFactory(MaterialFactory)
    color_name = "Orange"
    color_hex = "#f97316"
    initial_mg = 1_000_000

    remaining_mg = factory.SelfAttribute("initial_mg")


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    """A thing kept in pieces; nothing of it there yet."""

    class Meta:
        model = Item

    lab = factory.SubFactory(LabFactory)
    sku = factory.Sequence(lambda n: f"SKU-{n}")
    name = factory.Sequence(lambda n: f"Part {n}")


class LocationFactory(factory.django.DjangoModelFactory[Location]):
    class Meta:
        model = Location

    lab = factory.SubFactory(LabFactory)
    name = factory.Sequence(lambda n: f"Shelf {n}")


class LotFactory(factory.django.DjangoModelFactory[Lot]):
    class Meta:
        model = Lot

    item = factory.SubFactory(ItemFactory)
    code = factory.Sequence(lambda n: f"LOT-{n}")
