"""Circles: groups within the group, who is in them, and the ways in. No row here knows an owner."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.guidelines import guidelines_in
from forum.circles.numbers import Own, own_numbers
from forum.circles.querysets import AskingQuerySet, CircleQuerySet, InvitationQuerySet, MembershipQuerySet
from forum.web.addresses import by_slug


class Circle(models.Model):
    """Everything written belongs to a circle; a private note alone belongs to its author."""

    class Access(models.TextChoices):
        OPEN = "open", _("Open: anyone reads, members write")
        CLOSED = "closed", _("Closed: members read and write")

    class Joining(models.TextChoices):
        FREELY = "freely", _("Any member can join")
        ASKING = "asking", _("One asks, and a member of the circle answers")
        INVITATION = "invitation", _("Joined by invitation")

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=400, blank=True)
    # One a line; "" where the house's own hold (see guidelines.py).
    guidelines = models.TextField(blank=True)
    # When they were last changed, and the number of the decision by which; null while they are those of the beginning.
    guidelines_decided_at = models.DateTimeField(null=True, editable=False)
    guidelines_decision = models.PositiveBigIntegerField(null=True, editable=False)
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.INVITATION)
    # What it has decided of the numbers that a circle may change, by name (see numbers.py).
    numbers = models.JSONField(default=dict, blank=True, editable=False)
    is_commons = models.BooleanField(default=False, editable=False)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_commons"], condition=Q(is_commons=True), name="circle_one_commons"
            ),
            models.CheckConstraint(
                condition=Q(is_commons=False) | Q(access="open"), name="circle_commons_is_open"
            ),
            models.CheckConstraint(
                # For others it does not exist, so nobody can find it to join it or to ask.
                condition=Q(access="open") | Q(joining="invitation"),
                name="circle_closed_is_by_invitation",
                violation_error_message=_("A closed circle is joined by invitation only."),
            ),
            models.CheckConstraint(
                condition=~Q(slug="private"),
                name="circle_is_not_private",
                violation_error_message=_(
                    "No circle can be called private: in addresses that means one’s own notes."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(slug="new"),
                name="circle_is_not_new",
                violation_error_message=_(
                    "No circle can be called new: that is the address at which one starts a circle."
                ),
            ),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="circle_newest_first")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return by_slug("circle")(self.slug)

    @property
    def is_closed(self) -> bool:
        return self.access == self.Access.CLOSED

    @property
    def guideline_list(self) -> Sequence[str]:
        """What it asks of those who write in it, one by one."""
        return guidelines_in(self.guidelines)

    @property
    def own_numbers(self) -> Sequence[Own]:
        """The numbers by which it looks after itself that differ from the house's."""
        return own_numbers(self)


class Invitation(models.Model):
    """That a member invites others into a circle, by a link that some may use for a while.

    Nothing in the row opens the door: the link is made of its number and the installation's secret (see tokens.py).
    """

    MOST_USES, USES = 50, 5
    MOST_DAYS, DAYS = 30, 7

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_given"
    )
    note = models.CharField(max_length=400, blank=True)  # to whoever is invited
    email = models.EmailField(blank=True)  # where it was mailed to; "" for a link handed on otherwise
    limit = models.PositiveSmallIntegerField(default=USES)
    uses = models.PositiveSmallIntegerField(default=0, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(limit__gte=1, limit__lte=50), name="invitation_limit"),
            models.CheckConstraint(condition=Q(uses__lte=F("limit")), name="invitation_not_over_its_limit"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_revoked_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["circle", "-id"], name="invitation_newest_first")]

    def __str__(self) -> str:
        return f"#{self.pk} into {self.circle_id}"


class Membership(models.Model):
    """That a member is, or was, in a circle, and who brought them in. It stays when they leave."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The number of the decision by which they were asked to leave; null for whoever left by themselves.
    left_by_decision = models.PositiveBigIntegerField(null=True, editable=False)
    # Whose invitation it was, or who said yes when they asked; null for whoever came in by themselves.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, related_name="memberships", null=True, editable=False
    )
    # Until when a ruling slows or pauses them there, and the number of its entry in the record (see restraining.py).
    slowed_until = models.DateTimeField(null=True, blank=True, editable=False)
    paused_until = models.DateTimeField(null=True, blank=True, editable=False)
    restrained_by = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "circle"],
                condition=Q(left_at=None),
                name="membership_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_by_decision=None) | Q(left_at__isnull=False),
                name="membership_left_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(invitation=None) | Q(invited_by__isnull=False),
                name="membership_invited_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(invited_by=F("member")), name="membership_not_by_ones_own_invitation"
            ),
            models.CheckConstraint(
                condition=Q(restrained_by=None, slowed_until=None, paused_until=None)
                | Q(restrained_by__isnull=False)
                & (Q(slowed_until__isnull=False) | Q(paused_until__isnull=False)),
                name="membership_restrained_by_an_entry",
            ),
        ]
        indexes = [
            models.Index(
                fields=["circle", "-joined_at", "-id"],
                condition=Q(left_at=None),
                name="membership_newest_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.circle_id}"


class Asking(models.Model):
    """That somebody asks to be let into a circle, and what its members answered."""

    class Answer(models.TextChoices):
        YES = "yes", _("let in")
        NO = "no", _("not now")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="askings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="askings")
    words = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(max_length=3, choices=Answer, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = AskingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "member"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="asking_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | Q(
                    answer__in=["yes", "no"],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    withdrawn_at=None,
                ),
                name="asking_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["circle", "-id"], name="asking_newest_first")]

    def __str__(self) -> str:
        return f"{self.member_id} asks {self.circle_id}"

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
