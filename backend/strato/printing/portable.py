"""What printing keeps of a person: what they uploaded, were offered, and had printed."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import (
    Piece,
    Portion,
    Record,
    Records,
    each,
    file_name,
    history,
    money,
    named,
    picked,
    stored,
)
from strato.printing.models import (
    Attempt,
    JobNote,
    Model3D,
    Model3DStatusChange,
    Offer,
    PrintJob,
    PrintJobStatusChange,
    PrintWish,
    Quote,
)

ABOUT = {
    "en": "Your 3D models with their files, the quotes that you asked for, and your print jobs with all that became of them.",
    "de": "Deine 3D-Modelle samt Dateien, die Angebote, die du eingeholt hast, und deine Druckaufträge mit allem, was aus ihnen wurde.",
    "es": "Tus modelos 3D con sus archivos, los presupuestos que pediste y tus trabajos de impresión con todo lo que fue de ellos.",
}
FILES = "models"


def gives(person: User) -> Iterator[Piece]:
    models = person.models.prefetch_related("status_changes").order_by("id")
    yield Records("models.json", map(model_of, each(models)))
    for model in each(Model3D.objects.filter(owner=person).defer("metrics", "report").order_by("id")):
        yield from stored(FILES, model, model.file, called(model))
    quotes = person.quotes.select_related("model", "material").prefetch_related("offers__lab").order_by("id")
    yield Records("quotes.json", map(quote_of, each(quotes)))
    jobs = person.print_jobs.select_related("model", "material", "lab").order_by("id")
    parts = jobs.prefetch_related("status_changes", "attempts__run", "notes__author")
    yield Records("print-jobs.json", (job_of(row, person) for row in each(parts)))


def called(model: Model3D) -> str:
    """What its owner called the file."""
    return model.filename or str(model.file.name).rpartition("/")[2]


def model_of(row: Model3D) -> Record:
    names = ("id", "name", "filename", "size_bytes", "sha256", "status", "format", "unit", "triangles", "volume_mm3")
    found = ("area_mm2", "size_mm", "is_watertight", "refusal_code", "is_archived", "repaired_from_id", "created_at")
    return {
        **picked(row, *names, *found),
        "file": f"{FILES}/{file_name(row, called(row))}" if row.file else None,
        "history": history(row.status_changes.all()),
    }


def wish_of(row: PrintWish) -> Record:
    names = ("layer_height_mm", "infill_percent", "wall_count", "supports", "scale_percent", "quantity", "finish")
    return {
        "id": row.pk,
        "model": row.model.name,
        "model_id": row.model_id,
        "material": str(row.material),
        "color_hex": row.color_hex,
        **picked(row, *names, "needed_by", "created_at"),
    }


def quote_of(row: Quote) -> Record:
    return {**wish_of(row), "expires_at": row.expires_at, "offers": [offer_of(offer) for offer in row.offers.all()]}


def offer_of(row: Offer) -> Record:
    price = money(row.amount, row.currency)
    return {"lab": row.lab.name, "price": price, **picked(row, "reasons", "lines", "grams_mg", "seconds", "ready_at")}


def job_of(row: PrintJob, person: User) -> Record:
    return {
        **wish_of(row),
        **picked(row, "number", "status", "note", "grams_mg", "seconds", "ready_at", "completed_at"),
        "lab": row.lab.name,
        "price": money(row.amount, row.currency),
        "price_lines": row.lines,
        "history": history(row.status_changes.all()),
        "attempts": [attempt_of(attempt) for attempt in row.attempts.all()],
        "notes": [note_of(note, person) for note in row.notes.all()],
    }


def attempt_of(row: Attempt) -> Record:
    return {"number": row.number, **picked(row.run, "status", "started_at", "ended_at", "failure_reason")}


def note_of(row: JobNote, person: User) -> Record:
    return {
        "from": named(row.author),
        "by_yourself": row.author_id == person.pk,
        **picked(row, "text", "is_question", "created_at"),
    }


PORTION = Portion(
    folder="prints",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Model3D, Model3DStatusChange, Quote, PrintJob, PrintJobStatusChange, JobNote}),
)
