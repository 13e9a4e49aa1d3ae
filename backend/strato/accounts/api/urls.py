from django.urls import path

from strato.accounts.api import me, sessions

urlpatterns = [
    path("register/", sessions.RegisterView.as_view(), name="register"),
    path("token/", sessions.SignInView.as_view(), name="token"),
    path("token/refresh/", sessions.RefreshView.as_view(), name="token-refresh"),
    path("token/verify/", sessions.VerifyView.as_view(), name="token-verify"),
    path("token/blacklist/", sessions.SignOutView.as_view(), name="token-blacklist"),
    path("guest/", sessions.GuestView.as_view(), name="guest"),
    path("me/", me.MeView.as_view(), name="me"),
]
