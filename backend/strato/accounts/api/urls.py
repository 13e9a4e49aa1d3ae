from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.accounts.api import me, passwords, sessions
from strato.accounts.api.addresses import AddressViewSet
from strato.accounts.api.keys import ApiKeyViewSet
from strato.accounts.api.people import PersonViewSet

router = SimpleRouter()
router.register("me/addresses", AddressViewSet, basename="address")
router.register("api-keys", ApiKeyViewSet, basename="api-key")
router.register("users", PersonViewSet, basename="user")

urlpatterns = [
    path("register/", sessions.RegisterView.as_view(), name="register"),
    path("token/", sessions.SignInView.as_view(), name="token"),
    path("token/refresh/", sessions.RefreshView.as_view(), name="token-refresh"),
    path("token/verify/", sessions.VerifyView.as_view(), name="token-verify"),
    path("token/blacklist/", sessions.SignOutView.as_view(), name="token-blacklist"),
    path("guest/", sessions.GuestView.as_view(), name="guest"),
    path("password-reset/", passwords.PasswordResetView.as_view(), name="password-reset"),
    path("password-reset/confirm/", passwords.PasswordResetConfirmView.as_view(), name="password-reset-confirm"),
    path("confirm-email/", passwords.EmailConfirmView.as_view(), name="confirm-email"),
    path("me/", me.MeView.as_view(), name="me"),
    path("me/password/", passwords.PasswordView.as_view(), name="me-password"),
    path("me/confirm-email/", passwords.ConfirmationView.as_view(), name="me-confirm-email"),
    *router.urls,
]
