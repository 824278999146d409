"""Members: the people of an installation, under names of their own choosing."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext_lazy as _

valid_handle = RegexValidator(
    r"^[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])?\Z",
    _(
        "A handle has 1 to 30 lower-case letters, digits, hyphens or underscores, "
        "and begins and ends with a letter or digit."
    ),
)


FORMER = "_former-"  # how the handles of closed accounts begin; nobody can choose one like it


class MemberManager(BaseUserManager["Member"]):
    """Makes members; the two methods are what Django's own commands call."""

    def create_user(self, handle: str, email: str, password: str | None = None, **details) -> "Member":
        member = self.model(handle=handle.lower(), email=self.normalize_email(email), **details)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, handle: str, email: str, password: str | None = None, **details) -> "Member":
        return self.create_user(handle, email, password, is_staff=True, is_superuser=True, **details)

    def get_by_natural_key(self, handle: str | None) -> "Member":
        return self.get(handle__iexact=handle)


class Member(AbstractBaseUser, PermissionsMixin):
    """A person here. Pseudonyms are welcome: nothing asks for a legal name."""

    handle = models.CharField(_("handle"), max_length=30, unique=True, validators=[valid_handle])
    display_name = models.CharField(_("display name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"))
    about = models.CharField(_("about you"), max_length=280, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="UTC")
    language = models.CharField(_("language"), max_length=8, default="en-gb")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # Two times, so that "new since last time" still says what it said when a page is opened again.
    last_visit_ended_at = models.DateTimeField(null=True, editable=False)
    last_seen_at = models.DateTimeField(null=True, editable=False)
    # Kept by `forum.notices`, so that no page counts.
    unread_notices = models.PositiveIntegerField(default=0, editable=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        default=False, help_text=_("Can open the operator’s pages. Gives no power over anyone’s words.")
    )

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    objects = MemberManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("handle"), name="member_handle_once"),
            models.UniqueConstraint(Lower("email"), name="member_email_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What others call this member: the display name, or else the handle."""
        return self.display_name or self.handle

    @property
    def has_left(self) -> bool:
        """Whether the account was closed by whoever it belonged to (see leaving.py)."""
        return self.handle.startswith(FORMER)

    @property
    def new_since(self) -> datetime:
        """The moment after which something counts as new to this member: the end of their last visit, or,
        on their first, when they joined."""
        return self.last_visit_ended_at or self.joined_at

    @property
    def page_language(self) -> str:
        """The language pages are shown in: the member's own where there is a catalogue for it."""
        try:
            return get_supported_language_variant(self.language)
        except LookupError:
            return settings.LANGUAGE_CODE

    def get_absolute_url(self) -> str:
        return reverse("member", args=[self.handle])


class Block(models.Model):
    """That a member does not want to read what another writes, nor be called by them (see blocking.py)."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=models.F("blocked")), name="block_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"


def name_of(member: Member) -> str:
    """The name allauth's mails and pages greet with."""
    return member.name
