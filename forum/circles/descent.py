"""The lineage of a circle, read from its memberships."""

from forum.circles.lineage import Arrival, Descent, lineage
from forum.circles.models import Circle, Membership


def lineage_of(circle: Circle) -> dict[int, Descent]:
    """The descent of everyone who is or was in `circle`, by member id; one query."""
    arrivals = (
        Membership.objects.filter(circle=circle).order_by("pk").values_list("member_id", "invited_by_id")
    )
    return lineage(Arrival(member, brought_by) for member, brought_by in arrivals)
