"""What came of the tries, as a table in Markdown and as a picture."""

from collections.abc import Sequence
from math import log10

from django.template.loader import render_to_string

from forum.moderation.capture.trying import MOST_AFTER, MOST_FIRST, MOST_LEFT, Outcome

WIDTH, LEFT, ROW = 300, 320, 26  # of a bar at its longest, of the words, of a line
LONGEST = 5  # powers of ten: from 0.001 % to 100 %
HEAD = 56


def table_of(outcomes: Sequence[Outcome]) -> str:
    """One line for each, with what is over the limit in bold."""
    lines = [
        "| Members | Rules and attack | Could be drawn (sybils) | Sybils alone open a case "
        "| Hidden wrongly | after appeal | Harm left | All hold |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.members} | {each.setting.name} | {each.pool} ({each.sybils_in_pool}) "
        f"| {'yes' if each.can_open_alone else 'no'} "
        f"| {_figure(each.first, MOST_FIRST)} | {_figure(each.after_appeal, MOST_AFTER, 4)} "
        f"| {_figure(each.left, MOST_LEFT)} | {'yes' if each.holds else 'no'} |"
        for each in outcomes
    ]
    return "\n".join(lines)


def picture_of(outcomes: Sequence[Outcome]) -> str:
    """The same as bars on a scale of powers of ten, with the limits as lines: SVG."""
    parts, y = [], HEAD
    for title, limit, name in (
        ("Hidden wrongly, at first (limit 1 %)", MOST_FIRST, "first"),
        ("Hidden wrongly, after appeal (limit 0.05 %)", MOST_AFTER, "after_appeal"),
        ("Harm left unfolded (limit 5 %)", MOST_LEFT, "left"),
    ):
        bars, top = [], y
        for each in outcomes:
            value = getattr(each, name)
            bars.append(
                {
                    "y": y,
                    "words": f"{each.members}: {each.setting.name}",
                    "length": round(_along(value), 1),
                    "says": f"{value:.4%}" if value < 0.001 else f"{value:.2%}",
                    "is_over": value >= limit,
                }
            )
            y += ROW
        parts.append(
            {"title": title, "top": top, "bars": bars, "limit": round(LEFT + _along(limit), 1), "bottom": y}
        )
        y += HEAD
    said = {
        "parts": parts,
        "left": LEFT,
        "figures": LEFT + WIDTH + 80,
        "width": LEFT + WIDTH + 90,
        "height": y - HEAD + 10,
    }
    drawn = render_to_string("forum/moderation/capture.svg", said)
    return "".join(f"{line}\n" for line in drawn.splitlines() if line.strip())


def _figure(value: float, limit: float, places: int = 2) -> str:
    figure = f"{value * 100:.{places}f} %"
    return figure if value < limit else f"**{figure}**"


def _along(value: float) -> float:
    """Where on the scale a share lies; what is below a hundred-thousandth is nothing."""
    return WIDTH * max(0.0, log10(max(value, 1e-9)) + LONGEST) / LONGEST
