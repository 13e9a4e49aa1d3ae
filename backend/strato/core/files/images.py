"""Pictures from people: looked at, not believed; turned upright, made smaller, written anew without a word about where they were taken."""

import io
import warnings
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from strato.core.files.errors import ImageTooLarge, ImageTooManyPixels, NotAnImage

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_PIXELS = 60_000_000
JPEG_QUALITY = 88


def clean_image(upload: IO[bytes] | Any, max_px: int = 2048) -> ContentFile[bytes]:
    """The picture re-encoded (JPEG, or PNG where it has transparency), upright, its longer side at most ``max_px`` pixels.

    Nothing of the file survives but its pixels: no EXIF, no profile, no trailing bytes. Raises ``NotAnImage``,
    ``ImageTooLarge`` (bytes) or ``ImageTooManyPixels`` (before they are decoded).
    """
    size = getattr(upload, "size", None)
    if size is not None and size > settings.MAX_IMAGE_BYTES:
        raise ImageTooLarge(max_bytes=settings.MAX_IMAGE_BYTES)
    data = upload.read(settings.MAX_IMAGE_BYTES + 1)
    if len(data) > settings.MAX_IMAGE_BYTES:
        raise ImageTooLarge(max_bytes=settings.MAX_IMAGE_BYTES)
    picture = decode(data, max_px)
    has_alpha = picture.mode == "RGBA"
    out = io.BytesIO()
    if has_alpha:
        picture.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    stem = PurePosixPath(str(getattr(upload, "name", "") or "image")).stem[:80] or "image"
    return ContentFile(out.getvalue(), name=f"{stem}.{'png' if has_alpha else 'jpg'}")


def decode(data: bytes, max_px: int) -> Image.Image:
    """The first frame, upright, in RGB or RGBA, shrunk; its size is checked before a pixel is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours is stricter
            picture: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise ImageTooManyPixels(max_pixels=MAX_PIXELS, width=picture.width, height=picture.height)
            picture.draft("RGB", (max_px, max_px))  # JPEG: decode at a fraction of the size
            picture = ImageOps.exif_transpose(picture)
    except Image.DecompressionBombError as error:
        raise ImageTooManyPixels(max_pixels=MAX_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise NotAnImage from error
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((max_px, max_px), Image.Resampling.LANCZOS)
    return picture
