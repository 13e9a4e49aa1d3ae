"""The few words that the server itself shows, by language."""

UNSUBSCRIBE: dict[str, dict[str, str]] = {
    "en": {
        "question": "No more mails of this kind?",
        "what": "You will still find the news in the app, and other mails still reach you.",
        "button": "Stop these mails",
        "done": "Done. You will get no more mails of this kind.",
        "settings": "All notification settings",
    },
    "de": {
        "question": "Keine E-Mails dieser Art mehr?",
        "what": "In der App siehst du die Neuigkeiten weiterhin, und andere E-Mails bekommst du nach wie vor.",
        "button": "Diese E-Mails abbestellen",
        "done": "Erledigt. Du bekommst keine E-Mails dieser Art mehr.",
        "settings": "Alle Benachrichtigungen einstellen",
    },
    "es": {
        "question": "¿No quieres más correos de este tipo?",
        "what": "Seguirás viendo las novedades en la aplicación y recibirás los demás correos.",
        "button": "Dejar de recibirlos",
        "done": "Listo. No recibirás más correos de este tipo.",
        "settings": "Todos los ajustes de notificaciones",
    },
}

UNSUBSCRIBE_ALL: dict[str, dict[str, str]] = {
    "en": {
        **UNSUBSCRIBE["en"],
        "question": "No more news by mail?",
        "what": "You will still find the news in the app. Mails about the security of your account still reach you.",
        "done": "Done. You will get no more news by mail.",
    },
    "de": {
        **UNSUBSCRIBE["de"],
        "question": "Keine Neuigkeiten mehr per E-Mail?",
        "what": "In der App siehst du sie weiterhin. E-Mails zur Sicherheit deines Kontos bekommst du nach wie vor.",
        "done": "Erledigt. Du bekommst keine Neuigkeiten mehr per E-Mail.",
    },
    "es": {
        **UNSUBSCRIBE["es"],
        "question": "¿No quieres más novedades por correo?",
        "what": "Seguirás viéndolas en la aplicación. Los correos sobre la seguridad de tu cuenta te seguirán llegando.",
        "done": "Listo. No recibirás más novedades por correo.",
    },
}

CATEGORIES: dict[str, dict[str, str]] = {
    "en": {
        "print_jobs": "Print jobs",
        "models": "Models",
        "labs": "Labs",
        "stock": "Stock",
        "security": "Security",
        "payments": "Payments",
        "orders": "Orders",
        "people": "People",
        "messages": "Messages",
        "events": "Events",
        "integrations": "Integrations",
    },
    "de": {
        "print_jobs": "Druckaufträge",
        "models": "Modelle",
        "labs": "Labore",
        "stock": "Lager",
        "security": "Sicherheit",
        "payments": "Zahlungen",
        "orders": "Bestellungen",
        "people": "Personen",
        "messages": "Nachrichten",
        "events": "Veranstaltungen",
        "integrations": "Anbindungen",
    },
    "es": {
        "print_jobs": "Trabajos de impresión",
        "models": "Modelos",
        "labs": "Laboratorios",
        "stock": "Existencias",
        "security": "Seguridad",
        "payments": "Pagos",
        "orders": "Pedidos",
        "people": "Personas",
        "messages": "Mensajes",
        "events": "Eventos",
        "integrations": "Integraciones",
    },
}

PUSH: dict[str, dict[str, str]] = {
    "en": {"many": "{count} things are new", "test": "It works", "test_body": "News from Strato reach you here."},
    "de": {"many": "{count} Neuigkeiten", "test": "Es klappt", "test_body": "Neuigkeiten von Strato kommen hier an."},
    "es": {"many": "{count} novedades", "test": "Funciona", "test_body": "Las novedades de Strato llegan aquí."},
}
