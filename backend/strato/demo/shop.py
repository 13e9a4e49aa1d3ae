"""Fills the shelves of the demo world: categories, products with pictures and stock, coupons, taxes, ways to ship."""

from datetime import date, datetime
from io import BytesIO

import numpy as np
import time_machine

from strato.accounts.models import User
from strato.demo.wares import CATEGORIES, GOODS, Goods
from strato.demo.wares_told import of_shelf, of_ware
from strato.inventory import services as inventory
from strato.inventory.models import WHOLE
from strato.labs.models import Lab
from strato.labs.states import LabRole
from strato.orders.models import Coupon, ShippingMethod, TaxRate
from strato.orders.states import DiscountKind, ShippingKind, TaxClass
from strato.printing.mesh.thumbnail import draw
from strato.printing.mesh.triangles import Triangles
from strato.store import services as store
from strato.store.models import Category, Product

PICTURE_PX = 400
VAT = {"DE": 1900, "ES": 2100, "FR": 2000, "AT": 2000, "NL": 2100, "SE": 2500, "IT": 2200, "PL": 2300}


def open_shop(people: dict[str, User], moment: datetime) -> list[Product]:
    """Everything that is on sale in the demo world."""
    with time_machine.travel(moment, tick=False):
        settle_terms()
        categories = plant_tree(people["ada"])
        return [offer(goods, categories) for goods in GOODS]


def settle_terms() -> None:
    """Taxes, ways to ship, and two codes to try."""
    for country, basis_points in VAT.items():
        TaxRate.objects.create(
            country=country, tax_class=TaxClass.STANDARD, basis_points=basis_points, valid_from=date(2020, 1, 1)
        )
    ShippingMethod.objects.create(name="Pick up at the lab", kind=ShippingKind.PICKUP, days=1, position=0)
    ShippingMethod.objects.create(name="Parcel", kind=ShippingKind.FLAT, amount=490, free_from=6000, days=3, position=1)
    ShippingMethod.objects.create(
        name="Express", kind=ShippingKind.WEIGHT, amount=890, amount_per_kg=250, days=1, position=2
    )
    Coupon.objects.create(code="WELCOME10", kind=DiscountKind.PERCENT, basis_points=1000, max_uses_per_user=1)
    Coupon.objects.create(
        code="FIVE", kind=DiscountKind.FIXED, amount=500, currency="EUR", minimum_amount=3000, max_uses=100
    )


def plant_tree(admin: User) -> dict[str, Category]:
    """The categories by name."""
    made: dict[str, Category] = {}
    for root, branches in CATEGORIES.items():
        made[root] = store.add_category(name=root, translations=of_shelf(root), by=admin)
        for branch in branches:
            above = Category.objects.get(pk=made[root].pk)
            made[branch] = store.add_category(name=branch, parent=above, translations=of_shelf(branch), by=admin)
    return made


def offer(goods: Goods, categories: dict[str, Category]) -> Product:
    """One product, on sale, with its picture and its stock."""
    lab = Lab.objects.get(slug=goods.lab)
    owner = User.objects.get(memberships__lab=lab, memberships__role=LabRole.OWNER)
    is_made = all(pieces is None for *_, pieces in goods.variants)
    variants = [
        {"sku": sku, "options": options, "amount": amount, "weight_mg": grams * 1000, "prices": goods.prices}
        for sku, options, amount, grams, _ in goods.variants
    ]
    product = store.add_product(
        lab,
        by=owner,
        name=goods.name,
        category=categories[goods.category],
        summary=goods.summary,
        description=goods.description,
        translations=of_ware(goods.name),
        made_to_order=is_made,
        lead_days=goods.lead_days,
        variants=variants,
    )
    store.add_picture(product, image=photo(goods), alt=goods.name, by=owner)
    pieces_of = {sku: pieces for sku, *_, pieces in goods.variants}
    for variant in product.variants.select_related("item"):
        if variant.item is not None and pieces_of[variant.sku]:
            inventory.receive(variant.item, (pieces_of[variant.sku] or 0) * WHOLE, by=owner, reason="first batch")
    return store.publish_product(product, by=owner)


def photo(goods: Goods) -> BytesIO:
    """The product's own shape, drawn."""
    mesh = goods.shape().to_mesh()
    corners = np.asarray(mesh.vert_properties)[:, :3][np.asarray(mesh.tri_verts)]
    return BytesIO(draw(Triangles(corners.astype(np.float32)), side=PICTURE_PX, color=goods.color))
