"""What is asked of members' rows from elsewhere."""

from django.db.models import Case, F, When


def name_at(member: str) -> Case:
    """`Member.name` of the member at the lookup `member`, as a database expression."""
    display_name = f"{member}__display_name"
    return Case(When(**{display_name: ""}, then=F(f"{member}__handle")), default=F(display_name))
