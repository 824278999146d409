"""Parts of addresses."""


class BlockAnchor:
    """A block as a link calls it: its number, and after a point that of its edition unless it is the first."""

    regex = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"

    def to_python(self, value: str) -> tuple[int, int]:
        number, _, edition = value.partition(".")
        return int(number), int(edition or 1)

    def to_url(self, value: object) -> str:
        return str(value)
