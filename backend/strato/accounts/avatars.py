"""Pictures of people: checked, cropped to a square, re-encoded, and without the place they were taken at."""

from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from strato.accounts.errors import ImageRefused

SIDE_PX = 512
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")


def square(picture: IO[bytes]) -> ContentFile[bytes]:
    """A WebP of at most 512 x 512 px from the middle of the picture; metadata (EXIF, GPS) is left behind."""
    picture.seek(0)
    try:
        with Image.open(picture, formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ImageRefused(pixels=image.width * image.height, max_pixels=MAX_PIXELS)
            mode = "RGBA" if image.has_transparency_data else "RGB"
            upright = ImageOps.exif_transpose(image).convert(mode)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ImageRefused from error
    side = min(upright.width, upright.height, SIDE_PX)
    cropped = ImageOps.fit(upright, (side, side), Image.Resampling.LANCZOS)
    content = ContentFile(b"")
    cropped.save(content, format="WEBP", quality=86)
    content.seek(0)
    return content
