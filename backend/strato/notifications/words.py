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
