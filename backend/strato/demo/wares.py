"""What the labs of the demo world sell: plain data, and the shapes that the pictures are drawn from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import cos, pi, sin

from manifold3d import CrossSection, Manifold

Shape = Callable[[], Manifold]
TEAL, CLAY, CHARCOAL, CREAM, SAND = (18, 125, 133), (217, 101, 47), (58, 63, 69), (226, 219, 200), (176, 158, 122)


def turned(outline: list[tuple[float, float]]) -> Manifold:
    """A body of revolution from (radius, height) points, counterclockwise."""
    return CrossSection([outline]).revolve(96)


def vase() -> Manifold:
    """Waves that turn as they rise; a solid, as spiral vases are printed."""
    petals = [
        ((38 + 3 * cos(9 * step)) * cos(step), (38 + 3 * cos(9 * step)) * sin(step))
        for step in (2 * pi * n / 180 for n in range(180))
    ]
    return CrossSection([petals]).extrude(120, 40, 70, (0.72, 0.72))


def planter() -> Manifold:
    return turned([(0, 0), (42, 0), (55, 78), (60, 78), (60, 90), (53, 90), (40, 6), (0, 6)])


def bowl() -> Manifold:
    outer = [(20 + 45 * sin(pi / 2 * n / 12), 50 * n / 12) for n in range(13)]
    inner = [(radius - 4, height + 4) for radius, height in reversed(outer)]
    return turned([(0, 0), *outer, *inner, (0, 4)])


def shade() -> Manifold:
    ribs = [
        ((60 + (4 if n % 6 < 3 else 0)) * cos(2 * pi * n / 180), (60 + (4 if n % 6 < 3 else 0)) * sin(2 * pi * n / 180))
        for n in range(180)
    ]
    return CrossSection([ribs]).extrude(90, 1, 0, (0.55, 0.55)) - CrossSection.circle(56, 96).extrude(
        90, 1, 0, (0.55, 0.55)
    )


def pawn() -> Manifold:
    head = [(7.5 * cos(pi * n / 20 - pi / 2), 44 + 7.5 * sin(pi * n / 20 - pi / 2)) for n in range(4, 21)]
    return turned([(0, 0), (16, 0), (16, 5), (12, 8), (8, 12), (5, 28), (10, 32), (10, 35), (5, 37), *head, (0, 51.5)])


def gear() -> Manifold:
    teeth = [
        (radius * cos(2 * pi * (n + offset) / 24), radius * sin(2 * pi * (n + offset) / 24))
        for n in range(24)
        for radius, offset in ((34, 0.0), (40, 0.22), (40, 0.5), (34, 0.72))
    ]
    holes = [Manifold.cylinder(12, 6).translate((22 * cos(pi * n / 3), 22 * sin(pi * n / 3), 0)) for n in range(6)]
    body = CrossSection([teeth]).extrude(12) - Manifold.cylinder(12, 8)
    for hole in holes:
        body -= hole
    return body


def hook() -> Manifold:
    plate = Manifold.cube((30, 6, 80)) - Manifold.cylinder(20, 3).rotate((90, 0, 0)).translate((15, 10, 68))
    arm = Manifold.cube((14, 40, 12)).translate((8, 4, 14))
    return plate + arm + Manifold.cube((14, 10, 34)).translate((8, 40, 14))


def stand() -> Manifold:
    side = [(0, 0), (80, 0), (80, 10), (70, 10), (70, 6), (34, 6), (62, 84), (54, 87), (24, 6), (0, 6)]
    return CrossSection([side]).extrude(62).rotate((90, 0, 0))


def clip() -> Manifold:
    ring = CrossSection.circle(14, 64) - CrossSection.circle(10, 64) - CrossSection.square((12, 14)).translate((-6, 4))
    return ring.extrude(16) + Manifold.cube((44, 4, 16)).translate((-22, -18, 0))


def mug() -> Manifold:
    body = turned([(0, 0), (34, 0), (38, 4), (38, 88), (34, 88), (34, 6), (0, 6)])
    handle = CrossSection.circle(6, 32).translate((26, 0)).revolve(64).rotate((90, 0, 0)).translate((40, 0, 46))
    return body + (handle - Manifold.cylinder(120, 36).translate((0, 0, -10)))


def organizer() -> Manifold:
    box = Manifold.cube((120, 80, 60))
    rooms = ((4, 4, 36, 72), (44, 4, 32, 34), (44, 42, 32, 34), (80, 4, 36, 72))
    for x, y, wide, deep in rooms:
        box -= Manifold.cube((wide, deep, 60)).translate((x, y, 4))
    return box


def bracket() -> Manifold:
    side = [(0, 0), (60, 0), (60, 8), (26, 8), (8, 26), (8, 60), (0, 60)]
    holes = Manifold.cylinder(80, 3.2).translate((44, 15, -10)) + Manifold.cylinder(80, 3.2).rotate(
        (0, 90, 0)
    ).translate((-10, 15, 44))
    return CrossSection([side]).extrude(30).rotate((90, 0, 0)).translate((0, 30, 0)) - holes


@dataclass(frozen=True, slots=True)
class Goods:
    """One product: its variants are (SKU, options, minor units, grams, pieces in stock); no stock: made to order."""

    lab: str
    category: str
    name: str
    summary: str
    description: str
    shape: Shape
    color: tuple[int, int, int]
    variants: tuple[tuple[str, dict[str, str], int, int, int | None], ...]
    lead_days: int = 1
    prices: dict[str, int] = field(default_factory=dict)


CATEGORIES = {
    "Home": ("Kitchen", "Light", "Plants"),
    "Desk": ("Holders", "Cable care"),
    "Workshop": ("Machine parts", "Mounting"),
    "Play": (),
}

SIZES = (("S", 0.8), ("M", 1.0), ("L", 1.25))

GOODS = (
    Goods(
        "lab-north", "Kitchen", "Layer mug", "Printed upright, glazed inside, dishwasher-safe.",
        "A mug whose layers you can feel. Printed in PETG and glazed with food-safe epoxy. Holds 0.3 l.",
        mug, CLAY,
        (("LN-MUG-C", {"Color": "Clay"}, 1850, 320, 40), ("LN-MUG-T", {"Color": "Teal"}, 1850, 320, 10)),
        prices={"USD": 2100},
    ),
    Goods(
        "lab-north", "Light", "Ribbed lamp shade", "Sixty ribs, no seam. Fits E27 fittings.",
        "Printed in one piece in cotton white or teal; warm light, soft edges. With an E27 ring; bulb up to 9 W LED.",
        shade, CREAM,
        (("LN-SHADE-W", {"Color": "Cotton white"}, 3900, 260, 8), ("LN-SHADE-T", {"Color": "Teal"}, 3900, 260, 0)),
        lead_days=2,
    ),
    Goods(
        "lab-north", "Plants", "Herb planter", "With a drip tray hidden in the foot.",
        "Three herbs, one window sill. PETG, frost-proof. The inner pot lifts out.",
        planter, TEAL,
        tuple((f"LN-PLANT-{size}", {"Size": size}, int(1400 * scale), int(220 * scale), pieces)
              for (size, scale), pieces in zip(SIZES, (22, 5, 14), strict=True)),
    ),
    Goods(
        "lab-north", "Holders", "Phone stand", "Holds a phone while you hold the coffee.",
        "Two angles, one piece, room for the cable.", stand, CHARCOAL,
        (("LN-STAND", {}, 1200, 95, 50),),
    ),
    Goods(
        "lab-north", "Cable care", "Cable clip, ten pieces", "Screws under the desk, holds up to 9 mm.",
        "PETG, so it springs back. Screws included.", clip, CHARCOAL,
        (("LN-CLIP-10", {}, 790, 60, 140),),
    ),
    Goods(
        "lab-south", "Machine parts", "Gear, module 3, 24 teeth", "Laser-sintered PA12, bored to your shaft.",
        "Tested to 4 Nm. Tell us the bore in the note of your order; 16 mm unless you say otherwise.",
        gear, SAND,
        (("LS-GEAR-24", {"Bore": "16 mm"}, 2450, 45, None), ("LS-GEAR-24-10", {"Bore": "10 mm"}, 2450, 47, None)),
        lead_days=5,
    ),
    Goods(
        "lab-south", "Mounting", "Corner bracket", "Carries 40 kg a pair; tested in our lab.",
        "Carbon-filled nylon, 45° gusset, holes for M6.", bracket, CHARCOAL,
        (("LS-BRACKET-2", {"Pack": "2"}, 1600, 80, 34), ("LS-BRACKET-8", {"Pack": "8"}, 5400, 320, 8)),
    ),
    Goods(
        "lab-south", "Mounting", "Wall hook", "For coats, helmets and the occasional bicycle.",
        "Two screws, 15 kg. Sanded by hand.", hook, SAND,
        (("LS-HOOK", {}, 980, 70, 4),),
    ),
    Goods(
        "taller-levante", "Holders", "Desk organizer", "Four rooms for what lies about.",
        "Recycled PLA from our own failed prints; every one has another shade.", organizer, TEAL,
        (("TL-ORG", {}, 2200, 310, 22),), lead_days=3,
    ),
    Goods(
        "taller-levante", "Kitchen", "Shallow bowl", "For fruit, keys, or nothing at all.",
        "Spiral-printed without a seam. Not for soup.", bowl, CLAY,
        (("TL-BOWL-C", {"Color": "Clay"}, 1700, 150, 13), ("TL-BOWL-T", {"Color": "Teal"}, 1700, 150, 16)),
        lead_days=3,
    ),
    Goods(
        "taller-levante", "Home", "Twisted vase", "Nine waves, one line of filament.",
        "Printed as a single spiral; watertight after coating.", vase, TEAL,
        (("TL-VASE", {}, 2900, 240, None),), lead_days=4,
    ),
    Goods(
        "atelier-rhone", "Play", "Pawn, weighted", "Resin, 52 mm, felt below.",
        "The piece that is lost first. Cast masters from the same file on request.", pawn, CREAM,
        (("AR-PAWN-W", {"Color": "Ivory"}, 650, 28, 80), ("AR-PAWN-B", {"Color": "Ebony"}, 650, 28, 80)),
        lead_days=2, prices={"GBP": 560},
    ),
)  # fmt: skip
