"""Every address of the product."""

from importlib.util import find_spec

from allauth.account.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, include, path

from config import errors
from config.health import healthz

PARTS = {
    "personnel/": "personnel.urls",
    "classification/": "classification.urls",
    "petitions/": "petitions.urls",
    "custody/": "custody.urls",
    "destruction/": "destruction.urls",
    "audit/": "audit.inspection.urls",
}


def _is_there(module: str) -> bool:
    """Temporary, until every app stands."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", LoginView.as_view(), name="account_login"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("healthz", healthz, name="healthz"),
    *(path(prefix, include(module)) for prefix, module in PARTS.items() if _is_there(module)),
]
if _is_there("config.views"):
    urlpatterns.append(path("", include("config.home_urls")))

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
