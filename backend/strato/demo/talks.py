"""What the people of the demo world write to each other: friends, a group, a stranger, and about an order and a job."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import time_machine

from strato.accounts.models import User
from strato.demo import pictures
from strato.messaging import services as messaging
from strato.messaging.models import Conversation, Message
from strato.orders.models import Order
from strato.printing.models import PrintJob

People = dict[str, User]
SPACE = UUID("8f0a1c52-6d1e-5b7c-9a42-1f0c7a5be001")


@dataclass(frozen=True, slots=True)
class Line:
    """One message. ``answers`` counts back, ``signs`` are (person, emoji), ``shows`` names a picture."""

    by: str
    body: str
    answers: int = 0
    signs: tuple[tuple[str, str], ...] = ()
    shows: str = ""
    fate: str = ""  # "edited", "deleted"


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation: minutes ago it began, minutes between messages, how many each has not read."""

    people: tuple[str, ...]
    ago: int
    pace: int
    lines: tuple[Line, ...]
    title: str = ""
    unread: tuple[tuple[str, int], ...] = ()


TALKS = (
    Talk(
        ("alice", "mona"), 190, 9,
        (
            Line("alice", "Hi Mona! Is the gray PETG back in stock?"),
            Line("mona", "Two spools since this morning. Want me to put one aside?", signs=(("alice", "❤️"),)),
            Line("alice", "Yes please. Same bracket as last time, but with 4 walls."),
            Line("mona", "This is how the last one came out:", shows="Bracket on the bed"),
            Line("alice", "Lovely. No stringing at all!", answers=1, signs=(("mona", "🎉"),)),
            Line("mona", "New nozzle. It makes such a diference.", fate="edited"),
            Line("mona", "Raft the cat is asleep on printer three, so the queue starts at two."),
            Line("mona", "Shall I print one more as a spare?"),
        ),
        unread=(("alice", 2),),
    ),
    Talk(
        ("alice", "elif"), 3 * 1440, 34,
        (
            Line("elif", "Are you coming to the repair evening?"),
            Line("alice", "Going! I bring the broken lamp."),
            Line("elif", "Bring Pixel too.", signs=(("alice", "🐕"),)),
            Line("alice", "She is afraid of the laser cutter.", answers=1),
            Line("elif", "wrong chat", fate="deleted"),
        ),
    ),
    Talk(
        ("alice", "mona", "elif", "bob"), 2 * 1440, 17,
        (
            Line("alice", "Let's build the rover by the end of the month."),
            Line("bob", "I have motors from three crashed drones.", signs=(("alice", "😂"), ("elif", "😂"))),
            Line("elif", "I do the wheels: TPU, 95A, herringbone."),
            Line("mona", "The bed is free on Thursday night."),
            Line("bob", "Chassis, first draft:", shows="Rover chassis", signs=(("mona", "👍"), ("alice", "👍"))),
            Line("alice", "Wall of 1.2 mm is thin near the hinge, make it 2.", answers=1),
            Line("bob", "Done. It weighs 14 g more."),
        ),
        title="Rover crew", unread=(("mona", 3), ("elif", 1)),
    ),
    Talk(
        ("lena", "henrik"), 26 * 60, 21,
        (
            Line("lena", "Wie viele Rollen PLA schwarz haben wir noch?"),
            Line("henrik", "Drei volle, eine angebrochen. Ich bestelle morgen nach."),
            Line("lena", "Danke! Bitte auch Düsen 0,4.", signs=(("henrik", "👍"),)),
        ),
    ),
    Talk(
        ("sofia", "diego"), 8 * 60, 12,
        (
            Line("sofia", "¿Cómo va la tanda de noche?"),
            Line("diego", "Doce piezas listas, dos repetidas por warping."),
            Line("sofia", "Perfecto, mañana las empaquetamos.", signs=(("diego", "💪"),)),
        ),
        unread=(("diego", 1),),
    ),
    Talk(
        ("felix", "alice"), 75, 2,
        (
            Line("felix", "Hi Alice, we met at the filament swap. I would like to see how you design your hinges."),
            Line("felix", "I am building a folding bike basket."),
        ),
        unread=(("alice", 2),),
    ),
)  # fmt: skip
ABOUT_JOB = (
    ("customer", "Could you turn it so that the seam is at the back?"),
    ("maker", "Of course. It takes twenty minutes longer because of the supports."),
    ("customer", "That is fine, thank you!"),
    ("maker", "It is on the bed now. I send a picture when it is done."),
)
ABOUT_ORDER = (
    ("customer", "Can you put everything into one parcel?"),
    ("maker", "Yes, it leaves with the afternoon pickup."),
)


def settle_talks(people: People, now: datetime) -> None:
    """Everybody's conversations as they are at ``now``; requires friends, jobs and orders."""
    for number, talk in enumerate(TALKS):
        hold(talk, number, people, now)
    jobs = PrintJob.objects.filter(customer=people["alice"], lab__slug="lab-north").order_by("-id")
    orders = Order.objects.filter(customer=people["alice"], lines__lab__slug="lab-north").distinct().order_by("-id")
    for subject, row, words, ago in (
        ("print_job", jobs.first(), ABOUT_JOB, 320),
        ("order", orders.first(), ABOUT_ORDER, 1500),
    ):
        if row is not None:
            talk_about(subject, row.pk, words, people, now - timedelta(minutes=ago))
    for key in ("mona", "elif"):
        with time_machine.travel(now, tick=False):
            messaging.be_here(is_active=True, by=people[key])


def hold(talk: Talk, number: int, people: People, now: datetime) -> None:
    """One conversation, line by line, at its times."""
    began, said = now - timedelta(minutes=talk.ago), list[Message]()
    with time_machine.travel(began, tick=False):
        row = begin(talk, people)
    for index, line in enumerate(talk.lines):
        with time_machine.travel(began + timedelta(minutes=talk.pace * index), tick=False):
            said.append(speak(row, line, said, people, key=f"{number}.{index}"))
    for line, message in zip(talk.lines, said, strict=True):
        for key, emoji in line.signs:
            messaging.react(message, emoji=emoji, is_on=True, by=people[key])
    row.refresh_from_db()
    unread, last = dict(talk.unread), row.last_seq
    for key in talk.people:
        seat = row.participants.filter(user=people[key]).get()
        if seat.has_accepted:
            messaging.mark_read(row, seq=max(0, last - unread.get(key, 0)), by=people[key])


def begin(talk: Talk, people: People) -> Conversation:
    """Opened by who speaks first."""
    first = people[talk.lines[0].by]
    others = [people[key] for key in talk.people if people[key] != first]
    if talk.title:
        return messaging.open_group(talk.title, others, by=first)
    return messaging.open_direct(others[0], by=first)


def speak(row: Conversation, line: Line, said: list[Message], people: People, key: str) -> Message:
    """One line, and what became of it."""
    writer = people[line.by]
    shown = [messaging.attach_file(row, file=pictures.cover(line.shows), by=writer).pk] if line.shows else []
    answered = said[-line.answers].pk if line.answers else None
    draft = messaging.Draft(client_id=uuid5(SPACE, key), body=line.body, reply_to=answered, attachments=shown)
    message = messaging.send_message(row, draft, by=writer).message
    if line.fate == "edited":
        messaging.edit_message(message, body=line.body.replace("diference", "difference"), by=writer)
    if line.fate == "deleted":
        messaging.delete_message(message, by=writer)
    return message


def talk_about(
    subject: str, subject_id: UUID, words: tuple[tuple[str, str], ...], people: People, began: datetime
) -> None:
    """Alice and the people of Lab North about a job or an order."""
    speakers = {"customer": people["alice"], "maker": people["mona"]}
    row = messaging.open_about(subject, subject_id, by=people["alice"])
    for index, (who, body) in enumerate(words):
        with time_machine.travel(began + timedelta(minutes=7 * index), tick=False):
            draft = messaging.Draft(client_id=uuid5(SPACE, f"{subject}.{index}"), body=body)
            messaging.send_message(row, draft, by=speakers[who])
    for person in speakers.values():
        messaging.mark_read(row, seq=len(words), by=person)
