"""The operator's pages: accounts and circles, and nothing anybody has written.

A site of its own, so that no package we install puts a page of its making here.
"""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle, Membership
from forum.members.models import Member
from forum.record.writing import append


class OperatorSite(AdminSite):
    site_header = site_title = _("Wide Margin, for its operator")
    index_title = _("Accounts and circles")

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to our own sign-in page. Whoever is signed in and still asked to is no operator."""
        if request.user.is_authenticated:
            raise PermissionDenied(_("These pages are the operator’s."))
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


class OnlyLooking(ModelAdmin):
    """Rows may be read, and neither made, changed nor deleted."""

    def has_add_permission(self, request: HttpRequest, *_args) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *_args) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *_args) -> bool:
        return False


class MemberAdmin(OnlyLooking):
    """An operator keeps somebody from signing in, or lets them in again, and the record says that it was done. Name,
    address and password stay the member's own, and so do their words: nothing of what others read changes by it."""

    list_display = ("handle", "display_name", "joined_at", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("handle", "display_name", "email")
    ordering = ("handle",)
    fields = ("handle", "display_name", "email", "joined_at", "is_staff", "is_active")
    readonly_fields = fields[:-1]

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Whoever has closed their account themselves has left for good."""
        return ModelAdmin.has_change_permission(self, request) and not (obj and obj.has_left)

    def save_model(self, request: HttpRequest, obj: Member, form: ModelForm, change: bool) -> None:
        """With its entry, in the transaction of the page. Whom it was about is not in the record: they would be named
        there for ever; the operator's own log knows."""
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            append("account", {"act": "open" if obj.is_active else "close"})


class CircleAdmin(OnlyLooking):
    list_display = ("name", "slug", "access", "opened_at")
    ordering = ("name",)


class MembershipAdmin(OnlyLooking):
    list_display = ("member", "circle", "joined_at", "left_at")
    list_filter = ("circle",)
    list_select_related = ("member", "circle")
    ordering = ("-joined_at",)


operator = OperatorSite()
operator.register(Member, MemberAdmin)
operator.register(Circle, CircleAdmin)
operator.register(Membership, MembershipAdmin)
