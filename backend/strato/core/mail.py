"""Mails: words from one plain template per language, dressed in one layout.

A mail is a text template ``<name>.<language>.txt``. Its first line is "Subject: ..."; below, paragraphs are divided by
empty lines, and a paragraph that is nothing but ``[Label](address)`` becomes the button (only for addresses of this
platform: what people wrote elsewhere cannot grow one). The HTML part is made from the same paragraphs; a mail about a
purchase may carry a receipt below them, one about many things a list of each sort.
"""

import re
import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.template.loader import render_to_string

from strato.core.mailboxes import MailboxRefused, refusal_of

BUTTON = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<address>\S+)\)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a mail; ``address`` is there when it is the button."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was bought, what it comes to and where it goes: words and amounts as the reader writes them."""

    lines: tuple[tuple[str, str, str], ...] = ()
    """(what, more about it, amount) of each."""
    sums: tuple[tuple[str, str], ...] = ()
    total: tuple[str, str] | None = None
    taxes: tuple[tuple[str, str], ...] = ()
    address_title: str = ""
    address: tuple[str, ...] = ()

    def as_text(self) -> str:
        """The same for who reads plain text: a line each."""
        goods = [f"{what}{f' ({more})' if more else ''}: {amount}" for what, more, amount in self.lines]
        sums = [
            f"{label}: {amount}" for label, amount in (*self.sums, *([self.total] if self.total else []), *self.taxes)
        ]
        place = [f"{self.address_title}:", *self.address] if self.address else []
        return "\n\n".join("\n".join(block) for block in (goods, sums, place) if block)


@dataclass(frozen=True, slots=True)
class Section:
    """Several things of one sort, each with the address of its page (or "")."""

    title: str
    lines: tuple[tuple[str, str], ...]

    def as_text(self) -> str:
        """The same for who reads plain text."""
        lines = [f"- {text}{f' <{address}>' if address else ''}" for text, address in self.lines]
        return "\n".join([f"{self.title}:", *lines])


@dataclass(frozen=True, slots=True)
class Mail:
    """The words of a mail in one language."""

    subject: str
    text: str
    html: str


def headline(template: str, *, language: str, context: Mapping[str, Any]) -> str:
    """The subject of a mail alone: what happened, in one line."""
    head = _source(template, language).partition("\n")[0]
    words = {"site": settings.PUBLIC_URL, "language": language, **context}
    return " ".join(_render(head, words).removeprefix("Subject:").split())


def compose(
    template: str,
    *,
    language: str,
    context: Mapping[str, Any],
    receipt: Receipt | None = None,
    sections: Sequence[Section] = (),
) -> Mail:
    """The mail ``template`` ("accounts/mail/reset_password") in a language, in English where that is missing."""
    words = {"site": settings.PUBLIC_URL, "language": language, **context}
    subject = headline(template, language=language, context=context)
    body = _source(template, language).partition("\n")[2]
    paragraphs = paragraphs_of(_render(body, words))
    small = paragraphs_of(_render(_source("mail/footer", language), words))
    parts = {"subject": subject, "paragraphs": paragraphs, "receipt": receipt, "sections": sections, "footer": small}
    name, *place = settings.SELLER.split("|")
    seller = [name, *place] if place else []
    html = render_to_string("mail/layout.html", {**words, **parts, "preview": preview(paragraphs), "seller": seller})
    lists = [*([receipt.as_text()] if receipt else []), *(section.as_text() for section in sections)]
    blocks = [*map(plain, paragraphs), *lists, "-- ", *map(plain, small)]
    text = "\n\n".join(block for block in [*blocks, "\n".join(seller)] if block) + "\n"
    return Mail(subject=subject, text=text, html=html)


def send(
    template: str,
    *,
    to: str,
    language: str,
    context: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
    receipt: Receipt | None = None,
    sections: Sequence[Section] = (),
) -> None:
    """Compose and send now; call it from a background job, never inside a request. Raises ``MailboxRefused`` for an
    address that takes no mail for good, ``OSError`` for everything that may work later."""
    mail = compose(template, language=language, context=context, receipt=receipt, sections=sections)
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[to], headers=dict(headers or {}))
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except smtplib.SMTPException as error:
        if said := refusal_of(error):
            raise MailboxRefused(said) from error
        raise


def template_names(template: str, language: str) -> list[str]:
    """Where the words are looked for: the language, then English."""
    return [f"{template}.{language}.txt", f"{template}.en.txt"]


def paragraphs_of(body: str) -> list[Paragraph]:
    """The blocks of a text, the lines of each kept."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", body))
    return [_paragraph(block) for block in blocks if block]


def preview(paragraphs: list[Paragraph]) -> str:
    """What a mailbox shows beside the subject: the first words after the greeting."""
    words = [paragraph.text for paragraph in paragraphs if not paragraph.address]
    return " ".join(words[1].split()) if len(words) > 1 else ""


def plain(paragraph: Paragraph) -> str:
    return f"{paragraph.text}:\n{paragraph.address}" if paragraph.address else paragraph.text


def _paragraph(block: str) -> Paragraph:
    button = BUTTON.fullmatch(block)
    if button and button["address"].startswith(f"{settings.PUBLIC_URL}/"):
        return Paragraph(button["label"], button["address"])
    return Paragraph(block)


def _source(template: str, language: str) -> str:
    return str(Engine.get_default().select_template(template_names(template, language)).source)


def _render(source: str, words: Mapping[str, Any]) -> str:
    """Plain text: nothing is escaped here, the layout does it."""
    return str(Engine.get_default().from_string(source).render(Context(dict(words), autoescape=False))).strip()
