"""Pictures: cleaned, in two sizes, in the lab's order."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from strato.accounts.models import User
from strato.core.files import galleries
from strato.core.files.errors import NotAnImage
from strato.store import services
from strato.store.errors import TooManyPictures, WrongPictures
from strato.store.models import ProductImage
from strato.store.services import pictures
from strato.store.tests.factories import product

pytestmark = pytest.mark.django_db


def photo(width: int = 1200, height: int = 900) -> SimpleUploadedFile:
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("mug.jpg", out.getvalue(), "image/jpeg")


def test_a_picture_is_written_anew_in_two_sizes(lena: User) -> None:
    made = services.add_picture(product(), image=photo(), by=lena, alt="A mug")
    with Image.open(made.image) as full, Image.open(made.thumbnail) as small:
        assert full.size == (made.width, made.height) == (1200, 900)
        assert max(small.size) == galleries.THUMBNAIL_PX
        assert not full.getexif()


def test_what_is_no_picture_is_refused(lena: User) -> None:
    with pytest.raises(NotAnImage):
        services.add_picture(product(), image=SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>"), by=lena)
    assert not ProductImage.objects.exists()


def test_the_lab_decides_the_order(lena: User) -> None:
    mug = product()
    first, second = (services.add_picture(mug, image=photo(40, 30), by=lena) for _ in range(2))
    services.order_pictures(mug, ids=[second.pk, first.pk], by=lena)
    assert [one.pk for one in mug.images.all()] == [second.pk, first.pk]
    for wrong in ([first.pk], [first.pk, first.pk], []):
        with pytest.raises(WrongPictures):
            services.order_pictures(mug, ids=wrong, by=lena)


def test_a_new_picture_is_the_last_also_after_one_was_taken_out(lena: User) -> None:
    mug = product()
    first, second, third = (services.add_picture(mug, image=photo(40, 30), by=lena) for _ in range(3))
    services.remove_picture(first, by=lena)
    services.order_pictures(mug, ids=[third.pk, second.pk], by=lena)
    services.remove_picture(third, by=lena)
    fourth = services.add_picture(mug, image=photo(40, 30), by=lena)
    assert [(one.pk, one.position) for one in mug.images.all()] == [(second.pk, 1), (fourth.pk, 2)]


def test_a_thirteenth_picture_is_refused(lena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST", 1)
    mug = product()
    services.add_picture(mug, image=photo(40, 30), by=lena)
    with pytest.raises(TooManyPictures):
        services.add_picture(mug, image=photo(40, 30), by=lena)
