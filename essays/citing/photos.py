"""Photographs of pages: what may be a picture is looked at before it is decoded, and only pixels are kept.

A picture is decoded and written again as JPEG, so that nothing else a file may hold (where it was taken, a second
file behind the first) is kept or served. The names under which they are stored tell nothing.
"""

import io
import secrets
import struct
import warnings
from enum import StrEnum

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from essays.citing.limits import LONGEST_PHOTO, MOST_PIXELS

LONGEST_SIDE = 1600  # pixels of what is kept: a page can be read
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/jpeg"
# What decoders raise over damaged files, and over what is said of a picture beside its pixels.
DAMAGED = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError,
    MemoryError, struct.error,
)  # fmt: skip
FOLDER = "photos"


class Unusable(StrEnum):
    """Why a file is not taken for a photograph."""

    TOO_LONG = "too long"
    NO_PICTURE = "no picture"
    TOO_MANY_PIXELS = "too many pixels"


class PhotoRefused(Exception):
    """A file that is not kept, and why."""

    def __init__(self, why: Unusable) -> None:
        super().__init__(why)
        self.why = why


def reencoded(data: bytes) -> bytes:
    """Return the picture in `data` as a JPEG of at most LONGEST_SIDE pixels, upright, without any metadata.

    Raises PhotoRefused for what is longer than LONGEST_PHOTO, no JPEG, PNG or WebP, damaged, or larger than MOST_PIXELS
    once it would be decoded.
    """
    if len(data) > LONGEST_PHOTO:
        raise PhotoRefused(Unusable.TOO_LONG)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # MOST_PIXELS is stricter
            return _jpeg_of(data)
    except DAMAGED as unreadable:
        raise PhotoRefused(Unusable.NO_PICTURE) from unreadable
    except Image.DecompressionBombError as bomb:
        raise PhotoRefused(Unusable.TOO_MANY_PIXELS) from bomb


def _jpeg_of(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise PhotoRefused(Unusable.TOO_MANY_PIXELS)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # lets JPEG decode a smaller picture at once
        # Made smaller before it is turned, for to turn is to copy.
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(picture)
        plain = Image.new("RGB", upright.size, "white")
        has_alpha = "A" in upright.getbands() or "transparency" in upright.info
        shown = upright.convert("RGBA") if has_alpha else upright.convert("RGB")
        plain.paste(shown, mask=shown.getchannel("A") if has_alpha else None)
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def keep(jpeg: bytes) -> str:
    """Store a re-encoded picture under a name that cannot be guessed, and return the name."""
    name = secrets.token_urlsafe(24)
    return default_storage.save(f"{FOLDER}/{name}.jpg", ContentFile(jpeg))


def forget(name: str) -> None:
    """Delete a stored picture; one that is not there is no matter."""
    if name:
        default_storage.delete(name)
