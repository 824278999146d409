"""What may be a photograph, and what is kept of it."""

import io
import struct
import zlib

import pytest
from PIL import Image

from essays.citing import photos
from essays.citing.limits import LONGEST_PHOTO
from essays.citing.photos import PhotoRefused, Unusable, reencoded
from tests.essays.citing.conftest import picture

GPS, ORIENTATION = 0x8825, 0x0112


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_jpeg(kind):
    kept = opened(reencoded(picture(kind)))
    assert (kept.format, kept.size, kept.mode) == ("JPEG", (60, 40), "RGB")


def test_a_large_picture_is_made_smaller():
    assert opened(reencoded(picture(size=(4000, 1000)))).size == (1600, 400)


def test_where_and_how_it_was_taken_is_not_kept_and_it_stands_upright():
    said = Image.Exif()
    said[ORIENTATION] = 6  # lies on its side
    said.get_ifd(GPS)[2] = (50.0, 30.0, 0.0)
    said[0x010F] = "A maker of cameras"
    kept = reencoded(picture(exif=said, comment=b"Taken at home"))
    assert opened(kept).size == (40, 60)
    assert dict(opened(kept).getexif()) == {}
    assert b"home" not in kept
    assert b"Exif" not in kept
    assert b"maker" not in kept


def test_a_second_file_behind_the_first_is_not_kept():
    page = b"<html><script>alert(1)</script></html>"
    kept = reencoded(picture() + page)
    assert b"script" not in kept
    assert b"<html" not in reencoded(picture("PNG") + page)


def test_what_shows_through_is_white():
    written = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(reencoded(written.getvalue())).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unusable.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Unusable.NO_PICTURE),
        (b"GIF89a" + b"\0" * 40, Unusable.NO_PICTURE),
        (b"%PDF-1.7 nothing", Unusable.NO_PICTURE),
        (picture()[:200], Unusable.NO_PICTURE),
        (bomb(60_000, 60_000), Unusable.TOO_MANY_PIXELS),
        (bomb(8_000, 8_000), Unusable.TOO_MANY_PIXELS),
        (bomb(300, 300), Unusable.NO_PICTURE),
        (b"\xff\xd8\xff" + b"\0" * LONGEST_PHOTO, Unusable.TOO_LONG),
    ],
    ids=["empty", "svg", "gif", "pdf", "cut off", "bomb", "smaller bomb", "no pixels in it", "too long"],
)
def test_what_is_no_photograph_is_refused(data, why):
    with pytest.raises(PhotoRefused) as refused:
        reencoded(data)
    assert refused.value.why == why


def test_a_name_tells_nothing_and_no_two_are_alike(db):
    names = {photos.keep(picture()) for _ in range(3)}
    assert len(names) == 3
    assert all(name.startswith("photos/") and name.endswith(".jpg") and len(name) > 30 for name in names)
    for name in names:
        photos.forget(name)
        photos.forget(name)


# A tag that says it is a number, and is none: found by changing bytes at random.
TWISTED = bytes.fromhex(
    "4d4d002a0000000800030115000200000006000000320112000300000001000600008769000400000001cd0000380000"
    "000068656c6c6f000002900000070000000430323330927c000100000014000000560000000078787878787878787878"
    "78787878787878787878"
)


def test_what_is_said_beside_the_pixels_may_be_damaged():
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(written, "PNG", exif=TWISTED)
    with pytest.raises(PhotoRefused):
        reencoded(written.getvalue())
