"""Subscriptions, notices, and what is still on its way to those who are to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.debate.models import Post
from forum.moderation.models import Panel
from forum.notices.querysets import CaseNoticeQuerySet, NoticeQuerySet, SubscriptionQuerySet


class Level(models.TextChoices):
    """How much of a place a member is told."""

    EVERYTHING = "everything", _("Everything")
    ADDRESSED = "addressed", _("Only when I’m addressed")
    NOTHING = "nothing", _("Nothing")


class Subscription(models.Model):
    """What a member has said they want to be told of a place. Of several places, the most particular one counts."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions"
    )
    place = models.CharField(max_length=20)  # the name of a registered kind of place (see places.py)
    place_id = models.PositiveBigIntegerField()
    level = models.CharField(max_length=20, choices=Level)
    said_at = models.DateTimeField(default=timezone.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "place", "place_id"], name="subscription_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="subscription_level_known"),
        ]
        indexes = [
            models.Index(fields=["place", "place_id", "level", "member"], name="subscription_by_place")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.level} of {self.place} {self.place_id}"


class NoticeSettings(models.Model):
    """What a member is told where they have said nothing of a place, and how it is mailed.

    Who has never changed anything may have no row: `wishes_of` gives these defaults.
    """

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every morning")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_settings", primary_key=True
    )
    all_of_opened = models.BooleanField(_("threads I start"), default=True)
    all_of_written_in = models.BooleanField(_("threads I write in"), default=False)
    all_of_joined = models.BooleanField(_("circles I’m in, other than the Commons"), default=False)
    mail_at_once = models.BooleanField(default=True)  # what addresses the member
    digest = models.CharField(max_length=10, choices=Digest, default=Digest.DAILY)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)
    # When the next digest is to be sent; null while there is nothing to tell, so that nobody is looked at for nothing.
    digest_due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "notice settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__in=["daily", "weekly", "never"]), name="notice_digest_known"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="notice_weekday_known"),
        ]
        indexes = [
            models.Index(
                fields=["digest_due_at", "member"],
                name="notice_digest_due",
                condition=Q(digest_due_at__isnull=False),
            ),
            models.Index(
                fields=["member"], name="notice_all_of_written_in", condition=Q(all_of_written_in=True)
            ),
            models.Index(fields=["member"], name="notice_all_of_joined", condition=Q(all_of_joined=True)),
        ]

    def __str__(self) -> str:
        return f"#{self.member_id}"


class Notice(models.Model):
    """That a member is told of a post: once, whatever reasons there are."""

    class Reason(models.TextChoices):
        ANSWERED = "answered", _("answers you")
        MENTIONED = "mentioned", _("mentions you")
        SUMMED_UP = (
            "summed-up",
            _("mentions you where this stands"),
        )  # not in the post, but on top of what it opens
        FOLLOWED = "followed", _("you follow this")
        OPENED = "opened", _("in a thread you started")
        WROTE_IN = "wrote-in", _("in a thread you wrote in")
        JOINED = "joined", _("in a circle you’re in")
        ASKED_TO_LEAVE = "asked-to-leave", _("asks you to leave the circle")
        POSITION = "position", _("positions are open: yours is asked for")
        VOTE = "vote", _("the circle votes: your vote is asked for")
        ENDING = "ending", _("it ends soon, and you have not said anything yet")
        DECIDED = "decided", _("it has come to its end")
        REVIEW = "review", _("the decision is to be looked at again")

    class Mail(models.TextChoices):
        """How it is to be mailed: "" where it is not."""

        ONCE = "once", _("at once")
        DIGEST = "digest", _("in a digest")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="notices")
    reason = models.CharField(max_length=20, choices=Reason)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=10, choices=Mail, blank=True)
    mailed_at = models.DateTimeField(null=True)  # set before it is sent: see docs/decisions/0017-notices.md

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "post"], name="notice_once"),
            models.CheckConstraint(condition=Q(mail__in=["", "once", "digest"]), name="notice_mail_known"),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="notice_newest_first"),
            models.Index(fields=["member", "-id"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["at"],
                name="notice_to_mail_at_once",
                condition=Q(mail="once", mailed_at=None, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: #{self.post_id}"

    @property
    def addresses_its_member(self) -> bool:
        """Whether it tells its member that somebody speaks to them."""
        return self.reason in ADDRESSING


ADDRESSING = (
    Notice.Reason.ANSWERED,
    Notice.Reason.MENTIONED,
    Notice.Reason.SUMMED_UP,
    Notice.Reason.ASKED_TO_LEAVE,
)


class Telling(models.Model):
    """That members are being told of a post, and how far that has come. Written with the post; gone when all know."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="telling")
    after = models.BigIntegerField(default=0)  # the number of the last member who was looked at
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"#{self.post_id}"


class TellingAgain(models.Model):
    """That a post has had another wording of which its members are still to be told. Written with it; gone when they
    know."""

    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, primary_key=True, related_name="telling_again"
    )
    mentioned = models.JSONField(default=list)  # the numbers of those whom only that wording mentions
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"#{self.post_id}"


class Mailing(models.Model):
    """That a mail was sent to a member. One with no `sent_at` was begun and then refused, or its worker ended."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Notice.Mail)
    begun_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} to {self.member_id}"


class HoldsTelling(models.Model):
    """That all members are being told of many legal holds, and how far the mails have come."""

    entry = models.PositiveBigIntegerField(primary_key=True)  # number of the latest one's in the record
    count = models.PositiveIntegerField()  # within a month
    after = models.BigIntegerField(default=0)  # the number of the last member who was mailed
    at = models.DateTimeField(default=timezone.now, db_index=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.count} up to entry {self.entry}"


class CaseNotice(models.Model):
    """That a member is told of what happened in a case that concerns them: of each step once.

    It says nothing of anybody else, so that nothing in it can tell an author who flagged.
    """

    class What(models.TextChoices):
        NUMBER = (
            "number",
            _("A panel is to be drawn about something of yours. You can add a number to the draw."),
        )
        SEAT = "seat", _("The lot has fallen on you: a seat on a panel is offered to you.")
        REASONS = (
            "reasons",
            _("Your panel has voted. Read one another’s reasons, and vote for the last time."),
        )
        DECIDED = "decided", _("A panel has decided in a case that concerns you.")
        APPEALED = "appealed", _("A ruling was appealed: a fresh panel has been drawn.")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="case_notices"
    )
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=10, choices=Notice.Mail, blank=True)
    mailed_at = models.DateTimeField(null=True)  # set before it is sent, as of every notice

    objects = CaseNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "panel", "what"], name="case_notice_once"),
            models.CheckConstraint(condition=Q(mail__in=["", "once"]), name="case_notice_mail_known"),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="case_notice_newest_first"),
            models.Index(
                fields=["at"],
                name="case_notice_to_mail",
                condition=Q(mail="once", mailed_at=None, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.what} of panel {self.panel_id}"
