"""What the people of the demo world bought in the last ninety days, and what they thought of it: plain data."""

from dataclasses import dataclass
from typing import Literal

Fate = Literal[
    "delivered",
    "shipped",
    "in_production",
    "paid",
    "pending",
    "transfer",  # the bank has been told, the money is on its way
    "declined",  # the card had no money; the order still waits
    "expired",
    "cancelled",
    "refunded",
    "partly_refunded",
    "return_requested",
    "return_approved",
    "return_declined",
    "return_received",
    "return_withdrawn",
]


@dataclass(frozen=True, slots=True)
class Said:
    """A review: how many days after the delivery, of which product, how many stars, which words; and the lab's answer."""

    days: float
    product: str
    stars: int
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order: so many days ago somebody bought these pieces by SKU, and so it went."""

    days: float
    customer: str
    goods: dict[str, int]
    fate: Fate = "delivered"
    shipping: str = "Parcel"
    coupon: str = ""
    note: str = ""
    words: str = ""
    """Why something was given back, called off, refunded."""
    says: tuple[Said, ...] = ()
    currency: str = "EUR"


ADDRESSES = {
    "alice": ("Lange Reihe 61", "20099", "Hamburg", "DE"),
    "bob": ("Am Dobben 14", "28203", "Bremen", "DE"),
    "chiara": ("Via Savona 33", "20144", "Milano", "IT"),
    "david": ("Venloer Str. 210", "50823", "Köln", "DE"),
    "elif": ("Osterstraße 92", "20259", "Hamburg", "DE"),
    "felix": ("Neubaugasse 40", "1070", "Wien", "AT"),
    "greta": ("Friisgatan 7", "214 21", "Malmö", "SE"),
    "ines": ("Calle Feria 88", "41002", "Sevilla", "ES"),
    "jonas": ("Karl-Heine-Str. 55", "04229", "Leipzig", "DE"),
    "kaja": ("ul. Józefa 12", "31-056", "Kraków", "PL"),
}  # customer: street, postal code, city, country

PURCHASES = (
    Purchase(88.3, "elif", {"LN-CLIP-10": 2, "LN-STAND": 1}, says=(
        Said(5, "Cable clip, ten pieces", 5, "Twenty of them hold the whole physics lab's cabling now. The screws that come with them fit."),
        Said(5, "Phone stand", 4, "Does what it should. With a thick case the cable slot is a little tight."),
    )),
    Purchase(86.1, "chiara", {"AR-PAWN-W": 8, "AR-PAWN-B": 8}, says=(
        Said(9, "Pawn, weighted", 5, "A full replacement set for my father's board. He has not noticed, which is the best thing I can say."),
    )),
    Purchase(83.7, "jonas", {"LN-MUG-C": 2}, says=(
        Said(12, "Layer mug", 5, "You do feel every layer, and the glaze is smooth where it matters. Two weeks of dishwasher, no change."),
    )),
    Purchase(81.2, "david", {"TL-ORG": 1}, coupon="WELCOME10", says=(
        Said(3, "Desk organizer", 4, "Mine came in a speckled gray-green that I could not have chosen better. One corner was slightly lifted, sits flat anyway."),
    )),
    Purchase(79.4, "felix", {"LS-BRACKET-8": 1}, shipping="Express", says=(
        Said(6, "Corner bracket", 5, "Eight of these carry a workbench with a mill on top. Nothing moves."),
    )),
    Purchase(76.9, "greta", {"TL-BOWL-T": 2, "TL-BOWL-C": 1}, says=(
        Said(4, "Shallow bowl", 5, "The seam really is nowhere to be found. Fruit in one, keys in the other, the third is on my mother's table."),
    )),
    Purchase(75.0, "bob", {"LN-SHADE-W": 1}, fate="partly_refunded", words="One rib was dented; kept with a discount.", says=(
        Said(8, "Ribbed lamp shade", 4, "Wonderful light. Arrived with a dent in one rib, and the lab gave a part back within the hour.",
             "Sorry about the rib, Bob. We have changed the way we pack them."),
    )),
    Purchase(72.6, "alice", {"LN-PLANT-S": 3}, says=(
        Said(10, "Herb planter", 5, "Basil, thyme and one optimistic coriander. The hidden tray is cleverer than it looks."),
    )),
    Purchase(70.2, "kaja", {"AR-PAWN-W": 2}, shipping="Parcel"),
    Purchase(68.5, "ines", {"TL-VASE": 1}, says=(
        Said(7, "Twisted vase", 5, "Preciosa. It is watertight, I filled it to the rim and left it on a newspaper overnight to be sure."),
    )),
    Purchase(66.0, "elif", {"LS-GEAR-24": 3}, note="Bore 12 mm for two of them, please.", says=(
        Said(14, "Gear, module 3, 24 teeth", 5, "For the demonstration gearbox in class. Mesh perfectly, and the bore was made as I had asked."),
    )),
    Purchase(63.8, "jonas", {"LN-CLIP-10": 1, "LN-PLANT-M": 1}, fate="return_received", words="The planter is too wide for our window sill.", says=(
        Said(16, "Herb planter", 3, "A good pot, but measure your sill first: the rim is wider than the number in the name suggests.",
             "Fair. The outer diameter is in the description now."),
    )),
    Purchase(61.3, "david", {"LN-MUG-T": 1, "LN-MUG-C": 1}, says=(
        Said(6, "Layer mug", 4, "Nice in the hand. The teal is darker than in the picture."),
    )),
    Purchase(59.9, "chiara", {"TL-BOWL-C": 2}, fate="cancelled", words="Ordered twice by mistake."),
    Purchase(58.1, "felix", {"LS-HOOK": 2}, says=(
        Said(5, "Wall hook", 2, "Holds the helmet, but the sanding left scratches that show in side light. For this price I expected better.",
             "You are right, Felix: those two came from an early batch. A new pair is on its way."),
    )),
    Purchase(55.4, "greta", {"LN-STAND": 2, "LN-CLIP-10": 1}, coupon="WELCOME10", says=(
        Said(5, "Phone stand", 5, "Bought one, gave it away, bought two."),
    )),
    Purchase(53.0, "alice", {"TL-ORG": 1, "TL-BOWL-T": 1}, says=(
        Said(4, "Desk organizer", 5, "Made of failed prints, holds my failed prints. I am fond of it."),
        Said(4, "Shallow bowl", 4, "Pretty, light, a bit too light: a cat moves it."),
    )),
    Purchase(50.7, "bob", {"LS-BRACKET-2": 2}, says=(
        Said(9, "Corner bracket", 5, "Tested one to destruction with a hoist. It gave at 61 kg, in the wall plug."),
    )),
    Purchase(48.8, "kaja", {"LN-MUG-C": 4}, fate="refunded", words="The parcel was lost on its way.", shipping="Parcel"),
    Purchase(47.1, "ines", {"AR-PAWN-B": 1, "AR-PAWN-W": 1}, says=(
        Said(7, "Pawn, weighted", 4, "Heavier than expected, in a good way. The felt was not quite in the middle."),
    )),
    Purchase(45.5, "jonas", {"LS-BRACKET-2": 1}, fate="expired"),
    Purchase(43.2, "david", {"TL-VASE": 1}, note="It is a present, no invoice in the parcel please.", says=(
        Said(8, "Twisted vase", 4, "The present was a success. Took a day longer than announced."),
    )),
    Purchase(40.6, "elif", {"LN-CLIP-10": 3}, says=()),
    Purchase(38.9, "chiara", {"LN-SHADE-W": 1}, shipping="Express", says=(
        Said(6, "Ribbed lamp shade", 5, "In a 1:1 interior for once, not a model. The light between the ribs is beautiful."),
    )),
    Purchase(36.3, "felix", {"LS-GEAR-24-10": 2}, says=(
        Said(10, "Gear, module 3, 24 teeth", 4, "Quiet and strong. The keyway had to be filed, which the text could mention."),
    )),
    Purchase(34.0, "bob", {"LN-MUG-C": 2}, currency="USD", says=(
        Said(5, "Layer mug", 5, "One for the workshop, one for the office. Both get stolen regularly."),
    )),
    Purchase(31.5, "greta", {"LN-PLANT-L": 2}, coupon="FIVE", says=(
        Said(8, "Herb planter", 4, "Frost-proof is true: minus nine so far, and only the rosemary complains."),
    )),
    Purchase(28.8, "alice", {"LS-BRACKET-2": 1, "LN-CLIP-10": 1}),
    Purchase(26.2, "kaja", {"TL-ORG": 1}, says=(
        Said(5, "Desk organizer", 5, "Fits my calipers, which nothing else did."),
    )),
    Purchase(24.1, "jonas", {"LN-STAND": 1}, fate="return_declined", words="It does not fit my tablet.", says=(
        Said(4, "Phone stand", 2, "Too narrow for a tablet. To be fair, it says phone."),
    )),
    Purchase(22.7, "ines", {"TL-BOWL-T": 1, "TL-VASE": 1}, says=(
        Said(6, "Shallow bowl", 5, "Goes with the vase as if they had been printed in one night. I hear they were."),
    )),
    Purchase(19.4, "david", {"LN-CLIP-10": 2}, says=(
        Said(4, "Cable clip, ten pieces", 4, "They spring back, as promised. I would like them in white."),
    )),
    Purchase(17.6, "alice", {"LN-MUG-T": 1, "AR-PAWN-B": 2}, coupon="WELCOME10", says=(
        Said(5, "Layer mug", 5, "My Tuesday mug now. Warm clay would have been the safer choice, teal was the right one."),
    )),
    Purchase(15.3, "elif", {"AR-PAWN-W": 4, "AR-PAWN-B": 4}, fate="return_withdrawn", words="The boxes arrived open; we are counting.", says=(
        Said(5, "Pawn, weighted", 5, "The school's chess club thanks you. Nothing was missing after all."),
    )),
    Purchase(12.9, "chiara", {"TL-ORG": 2}, fate="return_approved", words="One of the two has a crack in the middle wall."),
    Purchase(11.2, "felix", {"LN-PLANT-S": 1, "LN-PLANT-M": 1}),
    Purchase(9.5, "greta", {"LN-CLIP-10": 2}, says=(
        Said(3, "Cable clip, ten pieces", 5, "Under the desk in ten minutes. Why did I wait."),
    )),
    Purchase(8.4, "alice", {"TL-BOWL-C": 1, "LN-STAND": 1}, fate="return_requested", words="It wobbles on a flat table."),
    Purchase(7.1, "kaja", {"LN-MUG-T": 1}),
    Purchase(6.0, "jonas", {"LN-SHADE-W": 1, "LN-CLIP-10": 1}, fate="shipped"),
    Purchase(4.6, "bob", {"LS-BRACKET-8": 1, "LN-STAND": 1}, fate="in_production", note="The brackets first, if they cannot go together."),
    Purchase(3.3, "ines", {"TL-VASE": 2}, fate="in_production"),
    Purchase(2.4, "alice", {"LN-PLANT-L": 1, "LN-CLIP-10": 1}, fate="shipped"),
    Purchase(1.8, "david", {"LS-GEAR-24": 2}, fate="paid", note="Bore 14 mm, please."),
    Purchase(1.2, "elif", {"LN-STAND": 4}, fate="paid", shipping="Pick up at the lab"),
    Purchase(0.7, "alice", {"LN-MUG-C": 1}, fate="paid"),
    Purchase(0.3, "alice", {"LS-BRACKET-2": 1, "LN-PLANT-S": 1}, fate="transfer"),
    Purchase(0.03, "alice", {"TL-ORG": 1}, fate="pending"),
    Purchase(0.02, "felix", {"LN-MUG-C": 2}, fate="declined"),
)  # fmt: skip

WISHES = {
    "alice": ("Ribbed lamp shade", "Twisted vase", "Corner bracket"),
    "bob": ("Gear, module 3, 24 teeth",),
    "chiara": ("Twisted vase", "Layer mug"),
    "greta": ("Ribbed lamp shade",),
    "ines": ("Herb planter", "Phone stand"),
    "kaja": ("Twisted vase",),
}
