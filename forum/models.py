"""Every model of the forum, gathered so that all carry the label `forum` wherever they live."""

from forum.circles.models import Circle, Membership
from forum.debate.models import Evidence, Post, Revision, Thread
from forum.members.models import Member
from forum.sources.models import Source
from forum.web.models import SubmittedForm

__all__ = [
    "Circle",
    "Evidence",
    "Member",
    "Membership",
    "Post",
    "Revision",
    "Source",
    "SubmittedForm",
    "Thread",
]
