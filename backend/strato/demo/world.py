"""The demo world as plain data: who lives in it, where the labs stand, what they print with."""

from dataclasses import dataclass, field

PASSWORD = "strato-demo"  # noqa: S105 - the demo world's, printed by `make run`
DOMAIN = "strato.example"


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    location: str
    language: str = "en"
    bio: str = ""
    is_admin: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Machine:
    name: str
    model: str
    technology: str
    build_mm: tuple[int, int, int]
    materials: tuple[str, ...]
    nozzle_mm: float = 0.4
    layers_mm: tuple[float, float] = (0.1, 0.3)
    state: str = "idle"


@dataclass(frozen=True, slots=True)
class Reel:
    material: str
    color_name: str
    color_hex: str
    grams_left: int
    grams: int = 1000


@dataclass(frozen=True, slots=True)
class Place:
    slug: str
    name: str
    description: str
    street: str
    postal_code: str
    city: str
    country: str
    lat: float
    lng: float
    timezone: str
    members: tuple[tuple[str, str], ...]  # (person's key, role)
    prices_per_kg: dict[str, int] = field(default_factory=dict)
    machines: tuple[Machine, ...] = ()
    reels: tuple[Reel, ...] = ()
    rates: dict[str, object] = field(default_factory=dict)
    payment_policy: str = "at_pickup"
    auto_accept: bool = False
    status: str = "active"
    opening_hours: dict[str, list[list[str]]] = field(default_factory=dict)


WEEKDAYS = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
LONG_WEEK = {day: [["08:00", "22:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
EVENINGS = {day: [["16:00", "22:00"]] for day in ("mon", "wed", "fri")} | {"sat": [["10:00", "18:00"]]}

PEOPLE = (
    Person("ada", "Ada Lindqvist", "Berlin", bio="Keeps the network running.", is_admin=True),
    Person("alice", "Alice Moreau", "Hamburg", bio="Product designer; prototypes on Tuesdays, regrets on Wednesdays."),
    Person("mona", "Mona Petersen", "Hamburg", "de", "Maker at Lab North. Eight printers, two hands."),
    Person("lena", "Lena Vogt", "Hamburg", "de", "Runs Lab North; accounts for every gram."),
    Person("henrik", "Henrik Sand", "Hamburg", "de", "Stock and spare parts at Lab North."),
    Person("olaf", "Olaf Brandt", "München", "de", "Technician at Lab South."),
    Person("paula", "Paula Reiter", "München", "de", "Professor for additive manufacturing; head of Lab South."),
    Person("sofia", "Sofía Navarro", "Valencia", "es", "Founded Taller Levante with four printers; now has fourteen."),
    Person("diego", "Diego Ferrer", "Valencia", "es", "Night shift at Taller Levante."),
    Person("claire", "Claire Dubois", "Lyon", bio="Resin, resin, resin."),
    Person("bram", "Bram de Wit", "Utrecht", bio="Wants to open the print floor of an old mill."),
    Person("bob", "Bob Adeyemi", "Bremen", bio="Builds drones."),
    Person("chiara", "Chiara Conti", "Milano", bio="Architecture models, 1:200 and smaller."),
    Person("david", "David Okafor", "Köln", "de"),
    Person("elif", "Elif Yılmaz", "Hamburg", "de", "Teaches physics; prints what the catalog does not have."),
    Person("felix", "Felix Huber", "Wien", "de"),
    Person("greta", "Greta Nilsson", "Malmö"),
    Person("ines", "Inés Castillo", "Sevilla", "es", "Prosthetics student."),
    Person("jonas", "Jonas Weber", "Leipzig", "de"),
    Person("kaja", "Kaja Nowak", "Kraków"),
)

LABS = (
    Place(
        "lab-north",
        "Lab North",
        "A makerspace in an old rope factory. Eight printers, long evenings, good coffee. Drop by to collect, or ask us to look over your part first.",
        "Bernstorffstraße 118",
        "22767",
        "Hamburg",
        "DE",
        53.5586,
        9.9601,
        "Europe/Berlin",
        (("lena", "owner"), ("mona", "operator"), ("henrik", "stock_keeper")),
        {"pla": 2900, "petg": 3400, "abs": 3600, "asa": 4200, "tpu": 5200},
        (
            Machine("Alster", "Prusa MK4S", "fdm", (250, 210, 220), ("pla", "petg", "asa")),
            Machine("Bille", "Prusa MK4S", "fdm", (250, 210, 220), ("pla", "petg")),
            Machine("Elbe", "Prusa XL", "fdm", (360, 360, 360), ("pla", "petg", "abs", "asa"), layers_mm=(0.1, 0.32)),
            Machine("Este", "Bambu Lab X1C", "fdm", (256, 256, 256), ("pla", "petg", "abs", "asa", "tpu")),
            Machine("Oste", "Prusa MINI+", "fdm", (180, 180, 180), ("pla", "petg"), layers_mm=(0.1, 0.25)),
            Machine(
                "Stör",
                "Voron 2.4",
                "fdm",
                (350, 350, 330),
                ("abs", "asa", "petg"),
                nozzle_mm=0.6,
                layers_mm=(0.2, 0.4),
                state="maintenance",
            ),
        ),
        (
            Reel("pla", "Jet black", "#1b1b1d", 640),
            Reel("pla", "Cotton white", "#f4f3ee", 905),
            Reel("pla", "Teal", "#127d85", 420),
            Reel("pla", "Signal orange", "#e8601c", 118),
            Reel("petg", "Clear", "#dfe9ea", 730),
            Reel("petg", "Anthracite", "#3a3f45", 510),
            Reel("asa", "Light gray", "#b9bec3", 860),
            Reel("abs", "Black", "#161616", 480),
            Reel("tpu", "Natural", "#e9e2d0", 340, 500),
        ),
        {
            "setup_amount": 250,
            "machine_hour": {"fdm": 220, "sla": None, "sls": None},
            "minimum_amount": 500,
            "quantity_breaks": [{"from": 5, "percent": 5}, {"from": 20, "percent": 12}],
        },
        opening_hours=LONG_WEEK,
    ),
    Place(
        "lab-south",
        "Lab South",
        "The university's lab for additive manufacturing: FDM, resin and laser sintering, measured and documented. Open to guests when the students sleep.",
        "Boltzmannstraße 15",
        "85748",
        "München",
        "DE",
        48.2649,
        11.6713,
        "Europe/Berlin",
        (("paula", "owner"), ("olaf", "operator")),
        {"pla": 2600, "petg": 3100, "pla-cf": 9800, "pa12-sls": 11500, "resin-standard": 8200, "resin-tough": 11800},
        (
            Machine("Isar 1", "Ultimaker S7", "fdm", (330, 240, 300), ("pla", "petg", "pla-cf")),
            Machine("Isar 2", "Ultimaker S7", "fdm", (330, 240, 300), ("pla", "petg")),
            Machine(
                "Würm",
                "Formlabs Form 4",
                "sla",
                (200, 125, 210),
                ("resin-standard", "resin-tough"),
                layers_mm=(0.025, 0.1),
            ),
            Machine("Loisach", "Formlabs Fuse 1+", "sls", (165, 165, 300), ("pa12-sls",), layers_mm=(0.11, 0.11)),
        ),
        (
            Reel("pla", "White", "#f7f7f5", 980),
            Reel("pla", "Gray", "#8d9298", 655),
            Reel("petg", "Black", "#1a1a1a", 720),
            Reel("pla-cf", "Black", "#141414", 410, 500),
            Reel("resin-standard", "Gray", "#9aa0a6", 1450, 2000),
            Reel("resin-tough", "Natural", "#c9b98f", 600, 1000),
            Reel("pa12-sls", "Gray", "#7f858b", 5200, 6000),
        ),
        {
            "setup_amount": 400,
            "machine_hour": {"fdm": 180, "sla": 450, "sls": 900},
            "minimum_amount": 800,
            "rush": [{"within_days": 2, "percent": 40}],
        },
        opening_hours=WEEKDAYS,
    ),
    Place(
        "taller-levante",
        "Taller Levante",
        "Granja de impresión junto al puerto. Series de cien piezas sin pestañear, y prototipos por la noche.",
        "Carrer de la Reina 74",
        "46011",
        "Valencia",
        "ES",
        39.4668,
        -0.3266,
        "Europe/Madrid",
        (("sofia", "owner"), ("diego", "operator")),
        {"pla": 2300, "petg": 2700, "asa": 3500, "tpu": 4600},
        (
            *(
                Machine(f"Barraca {n}", "Bambu Lab P1S", "fdm", (256, 256, 256), ("pla", "petg", "asa", "tpu"))
                for n in range(1, 7)
            ),
            Machine(
                "Albufera",
                "Creality K1 Max",
                "fdm",
                (300, 300, 300),
                ("pla", "petg"),
                nozzle_mm=0.6,
                layers_mm=(0.2, 0.4),
                state="offline",
            ),
        ),
        (
            Reel("pla", "Black", "#111213", 870),
            Reel("pla", "White", "#fafafa", 940),
            Reel("pla", "Orange", "#f07a1a", 610),
            Reel("pla", "Teal", "#0f8a8f", 330),
            Reel("petg", "Blue", "#1f5fa8", 560),
            Reel("asa", "White", "#f2f2ef", 790),
            Reel("tpu", "Black", "#1c1c1c", 450, 500),
        ),
        {
            "setup_amount": 100,
            "machine_hour": {"fdm": 150, "sla": None, "sls": None},
            "minimum_amount": 600,
            "quantity_breaks": [{"from": 10, "percent": 10}, {"from": 50, "percent": 25}],
        },
        opening_hours=LONG_WEEK,
        auto_accept=True,
    ),
    Place(
        "atelier-rhone",
        "Atelier Rhône",
        "A one-woman resin studio: miniatures, jewelry masters, dental models. Small, sharp, on time.",
        "12 Rue Burdeau",
        "69001",
        "Lyon",
        "FR",
        45.7715,
        4.8323,
        "Europe/Paris",
        (("claire", "owner"),),
        {"resin-standard": 9400, "resin-tough": 12900},
        (
            Machine(
                "Saône",
                "Elegoo Saturn 4",
                "sla",
                (218, 122, 220),
                ("resin-standard", "resin-tough"),
                layers_mm=(0.025, 0.1),
            ),
            Machine("Rhône", "Formlabs Form 3+", "sla", (145, 145, 185), ("resin-standard",), layers_mm=(0.025, 0.1)),
        ),
        (
            Reel("resin-standard", "Gray", "#8f9499", 1600, 2000),
            Reel("resin-standard", "Clear", "#e8eef0", 700, 1000),
            Reel("resin-tough", "Amber", "#c78a3a", 850, 1000),
        ),
        {
            "setup_amount": 600,
            "machine_hour": {"fdm": None, "sla": 380, "sls": None},
            "minimum_amount": 1500,
            "finishing": {"sanded": 800, "primed": 1400},
        },
        opening_hours=EVENINGS,
        payment_policy="prepay",
    ),
    Place(
        "polder-print",
        "Polder Print",
        "Four printers and a windmill. We would like to join.",
        "Adelaarstraat 30",
        "3514 CH",
        "Utrecht",
        "NL",
        52.1017,
        5.1236,
        "Europe/Amsterdam",
        (("bram", "owner"),),
        status="pending",
    ),
)

MODELS = (
    ("20mm-xyz-cube.stl", "Calibration cube"),
    ("3DBenchy.3mf", "Benchy"),
    ("rhombicuboctahedron_color.3mf", "Rhombicuboctahedron"),
    ("round.stl", "Sleeve"),
    ("heartgears.3mf", "Heart gears"),
    ("counterXP.3MF", "Counter housing"),
    ("cube_gears.3mf", "Cube gears"),
)
