"""Every address of the product."""

from allauth.account.views import LoginView, LogoutView
from django.urls import include, path

from config import errors
from config.health import healthz
from config.languages import set_language
from personnel.accounts.views import activation
from personnel.factor.views import SignInCodeView
from personnel.signin.views import OwnPasswordView

urlpatterns = [
    path("", include("config.home_urls")),
    path("login/", LoginView.as_view(), name="account_login"),
    path("login/code/", SignInCodeView.as_view(), name="mfa_authenticate"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("activation/", activation, name="activation"),
    path("account/password/", OwnPasswordView.as_view(), name="account_change_password"),
    path("language/", set_language, name="set_language"),
    path("healthz", healthz, name="healthz"),
    path("approvals/documents/", include("approvals.urls")),
    path("personnel/", include("personnel.urls")),
    path("personnel/", include("personnel.gate.urls")),
    path("personnel/", include("personnel.file.urls")),
    path("personnel/", include("personnel.leaving.urls")),
    path("personnel/", include("personnel.bulletins.urls")),
    path("personnel/", include("personnel.unitfile.urls")),
    path("personnel/", include("personnel.partners.urls")),
    path("personnel/", include("personnel.groups.urls")),
    path("personnel/training/", include("personnel.training.urls")),
    path("classification/", include("classification.urls")),
    path("petitions/", include("petitions.urls")),
    path("custody/", include("custody.urls")),
    path("destruction/", include("destruction.urls")),
    path("audit/", include("audit.inspection.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
