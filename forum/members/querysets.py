"""What is asked of members' rows from elsewhere."""

from django.db.models import Case, F, When


def name_at(member: str) -> Case:
    """`Member.name` of the member at the lookup `member` ("" for the row itself), as a database expression."""
    prefix = f"{member}__" if member else ""
    display_name = f"{prefix}display_name"
    return Case(When(**{display_name: ""}, then=F(f"{prefix}handle")), default=F(display_name))
