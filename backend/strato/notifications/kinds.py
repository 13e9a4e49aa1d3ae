"""The kinds of notifications: each app declares its own in ``notices.py`` and registers them when it is ready.

A kind is a word with a contract: the browser words it from its code and facts, the mail from the template
``notifications/mail/<code>.<language>.txt`` that the declaring app ships (checked at start).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from strato.core.mail import Receipt


class Channel(StrEnum):
    """A way to reach a person. The bell (``in_app``) is also a live frame."""

    IN_APP = "in_app"
    MAIL = "mail"
    PUSH = "push"


EVERY_CHANNEL = (Channel.IN_APP, Channel.MAIL, Channel.PUSH)


def always_visible(user: Any, subject_id: str) -> bool:
    """For what concerns the recipient alone."""
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that people are told."""

    code: str
    """Stable, "<noun>.<past>": "print_job.accepted"."""
    category: str
    """Groups kinds in the settings page: "print_jobs"."""
    default_channels: tuple[Channel, ...] = EVERY_CHANNEL
    """What is on until the person says otherwise."""
    visible: Callable[[Any, str], bool] = always_visible
    """(user, subject id) -> may they still see the subject? Asked again when the mail leaves."""
    link: str = ""
    """The page about it, "/jobs/{id}" with the subject's id."""
    required: bool = False
    """A matter of security: cannot be switched off."""
    channels: tuple[Channel, ...] = EVERY_CHANNEL
    """What it can use at all; one that can leave the house needs the words of a mail."""
    urgent: bool = False
    """Cannot wait: leaves in quiet hours too, and in no digest."""
    has_waited: bool = False
    """Told only to who failed to notice for a while: waits no second time for them to look at the bell."""
    receipt: Callable[[str, str], Receipt | None] | None = None
    """(subject id, language) -> what its mail lists below the words: the purchase it is about."""

    @property
    def is_pressing(self) -> bool:
        """Leaves whatever the hour."""
        return self.required or self.urgent

    @property
    def is_document(self) -> bool:
        """Its mail is kept as a paper is: it leaves although the bell was read, in no digest, and to who
        wants no news by mail; only who switches the kind off gets none."""
        return self.receipt is not None

    @property
    def template(self) -> str:
        """Where the words of its mail are."""
        return f"notifications/mail/{self.code}"

    def link_to(self, subject_id: str) -> str:
        """The path of the page about this subject, "" if there is none."""
        return self.link.format(id=subject_id)


REGISTRY: dict[str, Kind] = {}


def link_of(code: str, subject_id: str) -> str:
    """The path of the page it is about; "" where there is none, or the kind is no longer declared."""
    kind = REGISTRY.get(code)
    return kind.link_to(subject_id) if kind else ""


def register(*kinds: Kind) -> None:
    """Make kinds known; two kinds of one code are a mistake."""
    for kind in kinds:
        if REGISTRY.setdefault(kind.code, kind) != kind:
            raise ValueError(f"notification kind {kind.code!r} is declared twice")
