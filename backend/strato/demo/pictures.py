"""Pictures for the demo world, drawn: portraits as initials, lab covers as strata, photos of failed prints."""

from io import BytesIO
from math import sin
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter, ImageFont

STRATA = ("#073b41", "#0b5259", "#0e666e", "#127d85", "#1f9aa0", "#3fb4b7", "#6ccbcb", "#9fdedd")
CLAY = ("#b84e1f", "#d9652f", "#ea7f4e")


def portrait(name: str) -> ContentFile[bytes]:
    """Initials on a strata tone, 256 px."""
    dice = Random(name)  # noqa: S311 - pictures, not secrets
    image = Image.new("RGB", (256, 256), dice.choice(STRATA[1:5]))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 200, 256, 256), fill=dice.choice(CLAY + STRATA[:2]))
    initials = "".join(part[0] for part in name.split()[:2])
    draw.text((128, 104), initials, fill="#ffffff", font=ImageFont.load_default(96), anchor="mm")
    return as_file(image, "portrait.png")


def cover(name: str) -> ContentFile[bytes]:
    """Rolling layers, 1200 x 480; the lowest one is clay."""
    dice = Random(name)  # noqa: S311
    image = Image.new("RGB", (1200, 480), "#e9f8f7")
    draw = ImageDraw.Draw(image)
    for layer, color in enumerate([*reversed(STRATA[1:]), dice.choice(CLAY)]):
        phase, height, wave = dice.uniform(0, 6), 110 + layer * 44, dice.uniform(0.004, 0.011)
        ridge = [
            (x, height + 22 * sin(phase + x * wave) + 9 * sin(2 * phase + x * wave * 2.7)) for x in range(0, 1212, 12)
        ]
        draw.polygon([*ridge, (1200, 480), (0, 480)], fill=color)
    return as_file(image, "cover.png")


def failed_print(seed: str) -> ContentFile[bytes]:
    """A tangle of filament on a build plate, 960 x 720."""
    dice = Random(seed)  # noqa: S311
    image = Image.new("RGB", (960, 720), "#24292e")
    draw = ImageDraw.Draw(image)
    for line in range(0, 960, 48):
        draw.line((line, 0, line - 120, 720), fill="#2f363d", width=2)
    color = dice.choice(CLAY + STRATA[3:6])
    draw.rounded_rectangle((360, 430, 600, 560), 10, fill=color)
    for _ in range(150):
        x, y, wide, high = dice.gauss(480, 70), dice.gauss(370, 55), dice.uniform(30, 150), dice.uniform(20, 90)
        start = dice.uniform(0, 360)
        draw.arc((x - wide, y - high, x + wide, y + high), start, start + dice.uniform(60, 300), fill=color, width=3)
    return as_file(image.filter(ImageFilter.GaussianBlur(0.8)), "failed.jpg")


def as_file(image: Image.Image, name: str) -> ContentFile[bytes]:
    buffer = BytesIO()
    image.save(buffer, "JPEG" if name.endswith("jpg") else "PNG", quality=85)
    return ContentFile(buffer.getvalue(), name)
