"""Every model of the forum, gathered so that all carry the label `forum` wherever they live."""

from forum.circles.models import Asking, Circle, Invitation, Membership
from forum.debate.bookmarks.models import Bookmark
from forum.debate.branching.models import Branching
from forum.debate.drafts.models import Draft
from forum.debate.marks.models import AllRead, ReadMark
from forum.debate.mentioning.models import Mention
from forum.debate.models import Evidence, Post, Revision, Thread
from forum.debate.referring.models import Reference
from forum.debate.restraining.models import HiddenFrom, LegalHold, Restraint, Withheld
from forum.debate.sealing.models import Seal
from forum.debate.summarising.models import EarlierSummary, Summary
from forum.debate.tags.models import Tag, Tagging
from forum.decisions.models import Elector, Position, Proposal, ProposalVote, ProposalWording, Second
from forum.feeds.models import FeedKey
from forum.limits.models import Allowance
from forum.lots.models import Anchor, Draw, Leaf
from forum.meetings.calendar.models import CalendarKey
from forum.meetings.live.models import (
    Answered,
    LiveEvent,
    LiveState,
    Presence,
    Sounding,
    Speaking,
    Uncounted,
)
from forum.meetings.minutes.models import ActionItem, ActionStep, Minutes, MinutesVersion, Objection
from forum.meetings.models import AgendaItem, Answer, Availability, Meeting, ProposedDate
from forum.meetings.rota.models import Lift, OptOut, Rota, Turn
from forum.members.models import Block, Member
from forum.moderation.models import Appeal, Ballot, Case, Flag, Panel, Ruling, Seat
from forum.notices.meetings.models import MeetingNotice, MeetingTelling
from forum.notices.models import (
    CaseNotice,
    HoldsTelling,
    Mailing,
    Notice,
    NoticeSettings,
    Subscription,
    Telling,
    TellingAgain,
)
from forum.notices.parts.models import PartNotice
from forum.record.models import Entry, Head
from forum.search.models import Document, Rebuilding
from forum.sources.models import Merging, Source
from forum.web.models import SubmittedForm

__all__ = [
    "ActionItem",
    "ActionStep",
    "AgendaItem",
    "AllRead",
    "Allowance",
    "Anchor",
    "Answer",
    "Answered",
    "Appeal",
    "Asking",
    "Availability",
    "Ballot",
    "Block",
    "Bookmark",
    "Branching",
    "CalendarKey",
    "Case",
    "CaseNotice",
    "Circle",
    "Document",
    "Draft",
    "Draw",
    "EarlierSummary",
    "Elector",
    "Entry",
    "Evidence",
    "FeedKey",
    "Flag",
    "Head",
    "HiddenFrom",
    "HoldsTelling",
    "Invitation",
    "Leaf",
    "LegalHold",
    "Lift",
    "LiveEvent",
    "LiveState",
    "Mailing",
    "Meeting",
    "MeetingNotice",
    "MeetingTelling",
    "Member",
    "Membership",
    "Mention",
    "Merging",
    "Minutes",
    "MinutesVersion",
    "Notice",
    "NoticeSettings",
    "Objection",
    "OptOut",
    "Panel",
    "PartNotice",
    "Position",
    "Post",
    "Presence",
    "Proposal",
    "ProposalVote",
    "ProposalWording",
    "ProposedDate",
    "ReadMark",
    "Rebuilding",
    "Reference",
    "Restraint",
    "Revision",
    "Rota",
    "Ruling",
    "Seal",
    "Seat",
    "Second",
    "Sounding",
    "Source",
    "Speaking",
    "SubmittedForm",
    "Subscription",
    "Summary",
    "Tag",
    "Tagging",
    "Telling",
    "TellingAgain",
    "Thread",
    "Turn",
    "Uncounted",
    "Withheld",
]
