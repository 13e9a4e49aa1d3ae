"""A kind of notification with its words, which people see as long as a test lets them; a push service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from strato.notifications.tests.push_service import PushService, push_service

WORDS = {
    "en": "Subject: {{ subject }} happened\n\nHello {{ name }},\n\n{{ by }} did it.\n\n[See]({{ link }})\n",
    "de": "Subject: {{ subject }} ist geschehen\n\nHallo {{ name }}\n\n[Ansehen]({{ link }})\n",
}


@pytest.fixture
def words(tmp_path: Path, settings: Any) -> Path:
    """Mails for ``test.happened`` and ``test.urgent`` in two languages."""
    folder = tmp_path / "notifications" / "mail"
    folder.mkdir(parents=True)
    for code in ("happened", "urgent", "paper"):
        for language, text in WORDS.items():
            (folder / f"test.{code}.{language}.txt").write_text(text)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return folder


@pytest.fixture
def service(settings: Any) -> Iterator[PushService]:
    settings.WEBHOOKS_PRIVATE = True
    settings.WEBHOOK_SECONDS = 5
    with push_service() as it:
        yield it
