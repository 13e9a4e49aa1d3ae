"""What the demo world's shop says in German and Spanish, by its English names. Not everything is translated, as in any shop."""

LANGUAGES = ("de", "es")
TEXTS = ("name", "summary", "description")

SHELVES = {
    "Home": ("Zuhause", "Hogar"),
    "Kitchen": ("Küche", "Cocina"),
    "Light": ("Licht", "Luz"),
    "Plants": ("Pflanzen", "Plantas"),
    "Desk": ("Schreibtisch", "Escritorio"),
    "Holders": ("Halter", "Soportes"),
    "Cable care": ("Kabelordnung", "Orden de cables"),
    "Workshop": ("Werkstatt", "Taller"),
    "Machine parts": ("Maschinenteile", "Piezas de máquina"),
    "Mounting": ("Befestigung", "Fijación"),
    "Play": ("Spiel", "Juego"),
}

WARES = {
    "Layer mug": (
        (
            "Schichtbecher",
            "Aufrecht gedruckt, innen glasiert, spülmaschinenfest.",
            "Ein Becher, dessen Schichten man fühlt. Aus PETG gedruckt und mit lebensmittelechtem Epoxid glasiert. "
            "Fasst 0,3 l.",
        ),
        (
            "Taza de capas",
            "Impresa de pie, esmaltada por dentro, apta para lavavajillas.",
            "Una taza cuyas capas se notan al tacto. Impresa en PETG y esmaltada con epoxi apto para alimentos. 0,3 l.",
        ),
    ),
    "Ribbed lamp shade": (
        (
            "Gerippter Lampenschirm",
            "Sechzig Rippen, keine Naht. Für E27-Fassungen.",
            "In einem Stück gedruckt, baumwollweiß oder petrol; warmes Licht, weiche Kanten. Mit E27-Ring, für LED bis 9 W.",
        ),
        (
            "Pantalla acanalada",
            "Sesenta nervios, sin costura. Para portalámparas E27.",
            "Impresa en una pieza, blanco algodón o verde azulado; luz cálida, bordes suaves. Con aro E27, LED de hasta 9 W.",
        ),
    ),
    "Herb planter": (
        (
            "Kräutertopf",
            "Mit einer Tropfschale, die im Fuß verborgen ist.",
            "Drei Kräuter, eine Fensterbank. PETG, frostfest. Der Innentopf lässt sich herausheben.",
        ),
        (
            "Maceta para hierbas",
            "Con una bandeja de goteo escondida en el pie.",
            "Tres hierbas, un alféizar. PETG, resiste las heladas. La maceta interior se saca.",
        ),
    ),
    "Phone stand": (
        (
            "Handyständer",
            "Hält das Telefon, während du den Kaffee hältst.",
            "Zwei Winkel, ein Stück, Platz für das Kabel.",
        ),
        (
            "Soporte para móvil",
            "Sujeta el móvil mientras tú sujetas el café.",
            "Dos ángulos, una pieza, sitio para el cable.",
        ),
    ),
    "Cable clip, ten pieces": (
        (
            "Kabelclip, zehn Stück",
            "Wird unter den Tisch geschraubt, hält bis 9 mm.",
            "PETG, damit er zurückfedert. Schrauben liegen bei.",
        ),
        ("Clip para cables, diez piezas", "Se atornilla bajo la mesa, sujeta hasta 9 mm.", ""),
    ),
    "Gear, module 3, 24 teeth": (
        (
            "Zahnrad, Modul 3, 24 Zähne",
            "Lasergesintertes PA12, auf deine Welle gebohrt.",
            "Bis 4 Nm geprüft. Schreib die Bohrung in die Notiz deiner Bestellung; 16 mm, wenn du nichts anderes sagst.",
        ),
        (
            "Engranaje, módulo 3, 24 dientes",
            "PA12 sinterizado por láser, taladrado para tu eje.",
            "Probado hasta 4 Nm. Indica el taladro en la nota del pedido; 16 mm si no dices otra cosa.",
        ),
    ),
    "Corner bracket": (
        (
            "Eckwinkel",
            "Trägt 40 kg je Paar; in unserem Labor geprüft.",
            "Kohlefasergefülltes Nylon, Rippe mit 45°, Löcher für M6.",
        ),
        (
            "Escuadra",
            "Aguanta 40 kg el par; probada en nuestro taller.",
            "Nailon con fibra de carbono, refuerzo a 45°, agujeros para M6.",
        ),
    ),
    "Wall hook": (
        (
            "Wandhaken",
            "Für Mäntel, Helme und gelegentlich ein Fahrrad.",
            "Zwei Schrauben, 15 kg. Von Hand geschliffen.",
        ),
        ("", "", ""),
    ),
    "Desk organizer": (
        (
            "Tischordner",
            "Vier Fächer für das, was herumliegt.",
            "Recyceltes PLA aus unseren eigenen Fehldrucken; jeder hat einen anderen Ton.",
        ),
        (
            "Organizador de escritorio",
            "Cuatro huecos para lo que anda suelto.",
            "PLA reciclado de nuestras propias impresiones fallidas; cada uno tiene otro tono.",
        ),
    ),
    "Shallow bowl": (
        ("Flache Schale", "Für Obst, Schlüssel oder gar nichts.", "Als Spirale ohne Naht gedruckt. Nicht für Suppe."),
        ("Cuenco llano", "Para fruta, llaves o para nada.", "Impreso en espiral, sin costura. No es para sopa."),
    ),
    "Twisted vase": (
        (
            "Gedrehte Vase",
            "Neun Wellen, ein einziger Faden.",
            "Als eine Spirale gedruckt; nach der Beschichtung wasserdicht.",
        ),
        (
            "Jarrón torcido",
            "Nueve ondas, un solo hilo de filamento.",
            "Impreso en una sola espiral; estanco tras el recubrimiento.",
        ),
    ),
    "Pawn, weighted": (
        (
            "Bauer, beschwert",
            "Harz, 52 mm, unten Filz.",
            "Die Figur, die zuerst verloren geht. Gussmodelle aus derselben Datei auf Anfrage.",
        ),
        (
            "Peón lastrado",
            "Resina, 52 mm, con fieltro debajo.",
            "La pieza que se pierde primero. Modelos para colada del mismo archivo, por encargo.",
        ),
    ),
}


def of_shelf(name: str) -> dict[str, dict[str, str]]:
    """The translations of a category."""
    return {language: {"name": said} for language, said in zip(LANGUAGES, SHELVES[name], strict=True)}


def of_ware(name: str) -> dict[str, dict[str, str]]:
    """The translations of a product."""
    return {
        language: dict(zip(TEXTS, said, strict=True)) for language, said in zip(LANGUAGES, WARES[name], strict=True)
    }
