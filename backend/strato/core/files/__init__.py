"""Files: private by default, downloaded by short-lived signed links, uploaded in pieces when large, images checked and re-encoded."""

from strato.core.files.galleries import next_position, put_in_order, two_sizes
from strato.core.files.images import clean_image
from strato.core.files.links import download_url
from strato.core.files.removal import delete_after_commit
from strato.core.files.uploads import hand_over, take

__all__ = [
    "clean_image",
    "delete_after_commit",
    "download_url",
    "hand_over",
    "next_position",
    "put_in_order",
    "take",
    "two_sizes",
]
