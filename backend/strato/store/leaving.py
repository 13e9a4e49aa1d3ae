"""What leaving means to the store: wishes go, reviews stay with those who read them, under no name."""

from typing import Any

from strato.accounts.leaving import Part
from strato.store.models import Wish


def forget(user: Any) -> None:
    Wish.objects.filter(user=user).delete()


PART = Part(
    app="store",
    forget=forget,
    gone=frozenset({"store.Wish.user"}),
    kept={
        "store.Review.author": "What a buyer thought, which counts in the rating, under no name",
        "store.CatalogImport.by": "Who changed the lab's catalog",
    },
    words={
        "store.Review.text": "Said in public; who wants it gone deletes it before",
        "store.Review.answer": "What the lab answered",
    },
)
