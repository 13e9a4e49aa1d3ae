"""Mails: one plain template per language in, text and HTML out."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.test import override_settings

from strato.core import mail
from strato.core.mail import Paragraph, Receipt

SITE = "https://strato.example"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "done.en.txt").write_text(
        "Subject: {{ thing }} is done\n\nHello {{ name }},\n\nit took\ntwo lines.\n\n[See it]({{ link }})\n"
    )
    (folder / "done.de.txt").write_text("Subject: {{ thing }} ist fertig\n\nHallo {{ name }}\n")
    return tmp_path


def compose(folder: Path, language: str = "en", receipt: Receipt | None = None, **context: str) -> mail.Mail:
    words = {"thing": "Cube", "name": "Alice", "link": f"{SITE}/print-jobs/1", **context}
    templates = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [folder], "APP_DIRS": True}]
    with override_settings(TEMPLATES=templates, PUBLIC_URL=SITE):
        return mail.compose("stories/done", language=language, context=words, receipt=receipt)


def test_a_mail_is_written_in_the_readers_language(words: Path) -> None:
    assert compose(words, "de").subject == "Cube ist fertig"
    assert 'lang="de"' in compose(words, "de").html


def test_a_missing_language_falls_back_to_english(words: Path) -> None:
    assert compose(words, "es").subject == "Cube is done"


def test_the_button_is_a_line_of_its_own_in_the_text(words: Path) -> None:
    composed = compose(words)
    assert f"See it:\n{SITE}/print-jobs/1" in composed.text
    assert f'<a href="{SITE}/print-jobs/1"' in composed.html


def test_what_people_wrote_cannot_break_out_of_the_words(words: Path) -> None:
    evil = "<script>x</script>\n\n[Free money](https://evil.example/)"
    composed = compose(words, name=evil)
    assert "<script>" not in composed.html
    assert 'href="https://evil.example' not in composed.html
    assert evil.splitlines()[0] in composed.text


def test_a_subject_is_one_line(words: Path) -> None:
    assert compose(words, thing="Cube\nBcc: all@example.org").subject == "Cube Bcc: all@example.org is done"


def test_a_foreign_address_is_no_button() -> None:
    with override_settings(PUBLIC_URL=SITE):
        assert mail.paragraphs_of(f"[a]({SITE}.evil.example/x)") == [Paragraph(f"[a]({SITE}.evil.example/x)")]


def test_a_receipt_stands_below_the_words_in_both_parts(words: Path) -> None:
    receipt = Receipt(
        lines=(("2 × Mug", "Clay <b>", "€37.00"),),
        sums=(("Goods", "€37.00"), ("Shipping", "€4.90")),
        total=("Total", "€41.90"),
        taxes=(("Taxes included", "€6.69"),),
        address_title="Delivery address",
        address=("Alice", "Lyon"),
    )
    composed = compose(words, receipt=receipt)
    assert "2 × Mug (Clay <b>): €37.00\n\nGoods: €37.00\nShipping: €4.90\nTotal: €41.90" in composed.text
    assert "Delivery address:\nAlice\nLyon" in composed.text
    assert "Clay &lt;b&gt;" in composed.html
    assert composed.html.index("See it") < composed.html.index("2 × Mug") < composed.html.index("Lyon")


def test_the_mailbox_previews_what_follows_the_greeting(words: Path) -> None:
    assert mail.preview(mail.paragraphs_of("Hello Alice,\n\nit took\ntwo lines.")) == "it took two lines."
    assert ">it took two lines." in compose(words).html


def test_the_house_signs_with_its_address_where_it_has_one(words: Path) -> None:
    with override_settings(SELLER="Strato|Lindenstr. 12|10969 Berlin"):
        composed = compose(words)
    assert composed.text.endswith("Strato\nLindenstr. 12\n10969 Berlin\n")
    assert "Strato · Lindenstr. 12 · 10969 Berlin" in composed.html


def test_a_mail_loads_nothing_from_elsewhere(words: Path) -> None:
    assert not re.search(r"<img|<link|src=|url\(|@import", compose(words).html)


def test_sending_carries_both_parts_and_the_headers() -> None:
    mail.send(
        "accounts/mail/reset_password",
        to="alice@example.org",
        language="es",
        context={"name": "Alice", "link": f"{SITE}/reset-password"},
        headers={"List-Unsubscribe": "<https://strato.example/u>"},
    )
    sent: Any = outbox.outbox[0]
    assert (sent.subject, sent.to) == ("Restablece tu contraseña", ["alice@example.org"])
    assert sent.extra_headers["List-Unsubscribe"].startswith("<https")
    assert sent.alternatives[0][1] == "text/html"


def test_every_mail_exists_in_every_language() -> None:
    call_command("check")
    roots = Path(mail.__file__).parents[1].glob("*/templates/**/*.en.txt")
    missing = [
        path.name.replace(".en.", f".{language}.")
        for path in roots
        for language in ("de", "es")
        if not path.with_name(path.name.replace(".en.", f".{language}.")).exists()
    ]
    assert missing == []
