"""Every address of the installation, room by room."""

from django.urls import include, path

from forum.admin import operator
from forum.web.favicon import favicon
from forum.web.health import healthz

urlpatterns = [
    path("", include("essays.welcome.urls")),
    path("essays/", include("essays.library.urls")),
    path("", include("essays.margin.urls")),
    path("", include("forum.circles.urls")),
    path("", include("forum.debate.urls")),
    path("sources/", include("forum.sources.urls")),
    path("", include("forum.profiles.urls")),
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
# Asked for by allauth, whose sign-in limits are the only ones here.
handler429 = "forum.web.errors.too_many"
