from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.accounts.api import deletion, emails, factors, me, passwords, proofs, sessions
from strato.accounts.api.addresses import AddressViewSet
from strato.accounts.api.devices import DeviceSessionViewSet
from strato.accounts.api.exports import DataExportViewSet
from strato.accounts.api.keys import ApiKeyViewSet
from strato.accounts.api.passkeys import PasskeyViewSet
from strato.accounts.api.people import PersonViewSet

router = SimpleRouter()
router.register("me/addresses", AddressViewSet, basename="address")
router.register("me/sessions", DeviceSessionViewSet, basename="session")
router.register("me/passkeys", PasskeyViewSet, basename="passkey")
router.register("me/exports", DataExportViewSet, basename="export")
router.register("api-keys", ApiKeyViewSet, basename="api-key")
router.register("users", PersonViewSet, basename="user")

urlpatterns = [
    path("register/", sessions.RegisterView.as_view(), name="register"),
    path("token/", sessions.SignInView.as_view(), name="token"),
    path("token/refresh/", sessions.RefreshView.as_view(), name="token-refresh"),
    path("token/second-step/", factors.SecondStepView.as_view(), name="token-second-step"),
    path("token/passkey/options/", factors.PasskeyOptionsView.as_view(), name="token-passkey-options"),
    path("token/passkey/", factors.PasskeySignInView.as_view(), name="token-passkey"),
    path("token/keep/", deletion.KeepView.as_view(), name="token-keep"),
    path("token/verify/", sessions.VerifyView.as_view(), name="token-verify"),
    path("token/blacklist/", sessions.SignOutView.as_view(), name="token-blacklist"),
    path("guest/", sessions.GuestView.as_view(), name="guest"),
    path("password-reset/", passwords.PasswordResetView.as_view(), name="password-reset"),
    path("password-reset/confirm/", passwords.PasswordResetConfirmView.as_view(), name="password-reset-confirm"),
    path("confirm-email/", passwords.EmailConfirmView.as_view(), name="confirm-email"),
    path("me/", me.MeView.as_view(), name="me"),
    path("me/deletion/", deletion.DeletionView.as_view(), name="me-deletion"),
    path("me/email/", emails.EmailView.as_view(), name="me-email"),
    path("me/email/again/", emails.EmailAgainView.as_view(), name="me-email-again"),
    path("me/email/confirm/", emails.NewEmailConfirmView.as_view(), name="me-email-confirm"),
    path("me/password/", passwords.PasswordView.as_view(), name="me-password"),
    path("me/proof/", proofs.PasswordProofView.as_view(), name="me-proof"),
    path("me/proof/passkey/", proofs.PasskeyProofView.as_view(), name="me-proof-passkey"),
    path("me/proof/passkey/options/", proofs.PasskeyProofOptionsView.as_view(), name="me-proof-passkey-options"),
    path("me/two-step/", factors.TwoStepView.as_view(), name="me-two-step"),
    path("me/two-step/confirm/", factors.ConfirmTwoStepView.as_view(), name="me-two-step-confirm"),
    path("me/two-step/recovery-codes/", factors.RecoveryCodesView.as_view(), name="me-two-step-recovery-codes"),
    path("me/two-step/off/", factors.TurnOffTwoStepView.as_view(), name="me-two-step-off"),
    path("me/confirm-email/", passwords.ConfirmationView.as_view(), name="me-confirm-email"),
    path("me/mail-again/", passwords.MailAgainView.as_view(), name="me-mail-again"),
    *router.urls,
]
