"""Every address of the installation, room by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("essays.welcome.urls")),
    path("essays/", include("essays.library.urls")),
    path("", include("essays.margin.urls")),
    path("", include("forum.circles.urls")),
    path("", include("forum.debate.urls")),
    path("sources/", include("forum.sources.urls")),
    path("", include("forum.members.urls")),
    path("accounts/", include("allauth.urls")),
    path("operator/", admin.site.urls),
]

handler400 = "forum.web.errors.bad_request"
handler403 = "forum.web.errors.forbidden"
handler404 = "forum.web.errors.not_found"
handler500 = "forum.web.errors.broken"
