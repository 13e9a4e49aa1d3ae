"""What labs keep of a person."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import Piece, Portion, Record, Records
from strato.labs.models import LabStatusChange, Membership

ABOUT = {
    "en": "The labs that you belong to, and what you are there.",
    "de": "Die Labore, denen du angehörst, und was du dort bist.",
    "es": "Los talleres a los que perteneces y tu papel en ellos.",
}


def gives(person: User) -> Iterator[Piece]:
    yield Records("memberships.json", map(membership_of, person.memberships.select_related("lab").order_by("id")))


def membership_of(row: Membership) -> Record:
    return {"lab": row.lab.name, "lab_id": row.lab_id, "role": row.role, "since": row.created_at}


PORTION = Portion(
    folder="labs",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Membership}),
    withheld={LabStatusChange: "belongs to the lab: its history"},
)
