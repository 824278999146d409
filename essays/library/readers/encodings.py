"""From bytes to text, whatever program wrote them."""

import codecs

from essays.library.readers.refusals import ImportRefused, Reason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536
SHARE_OF_CONTROLS = 0.002
SHARE_OF_HIGH_BYTES = 0.25  # Western texts have fewer letters beyond ASCII, other scripts have more

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()}


def decode(data: bytes) -> str:
    """Return `data` as text: by its byte order mark, else UTF-8, else UTF-16, else Windows-1252.

    Where most letters lie beyond ASCII, Windows-1252 is unlikely and charset-normalizer is asked.
    Raises ImportRefused, Reason.BINARY, for what is not text.
    """
    text = _decoded(data)
    if text is None or "\0" in text or _has_many_controls(text):
        raise ImportRefused(Reason.BINARY)
    return text.removeprefix("\ufeff")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _attempt(data, encoding)
    if b"\0" in data[:SAMPLE]:
        return _attempt(data, _utf_16(data))
    text = _attempt(data, "utf-8")
    if text is not None:
        return text
    return _attempt(data, _other_script(data) or "windows-1252")


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf_16(data: bytes) -> str:
    """Tell the byte order from where the zeroes of spaces and line ends stand."""
    sample = data[:SAMPLE]
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _other_script(data: bytes) -> str | None:
    sample = data[:SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    if high < len(sample) * SHARE_OF_HIGH_BYTES:
        return None
    from charset_normalizer import from_bytes  # 50 ms that most files do not need

    best = from_bytes(sample).best()
    return best.encoding if best else None


def _has_many_controls(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(sample) - len(sample.translate(_CONTROLS)) > len(sample) * SHARE_OF_CONTROLS
