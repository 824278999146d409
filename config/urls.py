"""Every address of the installation, room by room."""

from django.urls import include, path

from forum.admin import operator
from forum.web.favicon import favicon
from forum.web.health import healthz

urlpatterns = [
    path("", include("essays.welcome.urls")),
    path("essays/", include("essays.library.urls")),
    path("", include("essays.editions.urls")),
    path("", include("essays.citing.urls")),
    path("", include("essays.exchange.urls")),
    path("", include("essays.reading.urls")),
    path("", include("essays.margin.urls")),
    path("", include("forum.circles.urls")),
    path("", include("forum.debate.urls")),
    path("", include("forum.debate.branching.urls")),
    path("", include("forum.debate.summarising.urls")),
    path("", include("forum.decisions.urls")),
    path("", include("forum.meetings.urls")),
    path("", include("forum.meetings.rota.urls")),
    path("", include("forum.meetings.live.urls")),
    path("", include("forum.meetings.minutes.urls")),
    path("sources/", include("forum.sources.urls")),
    path("", include("forum.profiles.urls")),
    path("", include("forum.notices.urls")),
    path("", include("forum.feeds.urls")),
    path("", include("forum.meetings.calendar.urls")),
    path("", include("forum.moderation.urls")),
    path("", include("forum.record.urls")),
    path("", include("forum.lots.urls")),
    path("", include("forum.search.urls")),
    path("", include("forum.rules.urls")),
    path("", include("forum.flatness.urls")),
    path("", include("forum.members.urls")),
    path("accounts/", include("allauth.urls")),
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("operator/", operator.urls),
]

handler400 = "forum.web.errors.bad_request"
handler403 = "forum.web.errors.forbidden"
handler404 = "forum.web.errors.not_found"
handler500 = "forum.web.errors.broken"
# Asked for by allauth, which counts wrong passwords and codes itself; all else is kept by forum.limits.
handler429 = "forum.web.errors.too_many"
