"""What a circle asks of those who write in it: one guideline a line, so that each can be named by its number."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

MOST = 20  # guidelines of a circle
LONGEST = 300  # characters of one


def default_guidelines() -> list[str]:
    """What a circle begins with, and what holds where it has written down nothing of its own."""
    return [
        _(
            "Answer what was said. Quote the words you mean, and leave out what you think of whoever said them."
        ),
        _("Say how you know. “I don’t know” and “I was wrong” are good answers here."),
        _(
            "Nobody is insulted, threatened or mocked: not for where they come from, how they look, what they "
            "believe, whom they love, or what their body can do."
        ),
        _(
            "What people tell here about themselves stays here. Nobody’s name, address, picture or letters are "
            "published without asking them."
        ),
        _("When somebody asks you to stop writing to them, stop."),
        _("Leave room. Who has said it twice lets others speak before saying it a third time."),
        _("Keep to the matter. What leads elsewhere gets a thread of its own."),
        _("Nothing is sold here, and nothing is posted only to be in the way."),
        _("Write as yourself. A pseudonym is welcome; two of them holding one conversation are not."),
    ]


def lines_of(text: str) -> list[str]:
    """The guidelines in a text, without empty lines and the space around them."""
    return [line for line in (each.strip() for each in text.splitlines()) if line]


def guidelines_in(text: str) -> Sequence[str]:
    """A circle's guidelines as it wrote them down, or the default where it wrote none."""
    return lines_of(text) or default_guidelines()
