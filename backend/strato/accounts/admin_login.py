"""Signing in to the Django admin, for those who turned two-step sign-in on as well."""

from typing import cast

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest

from strato.accounts import services
from strato.accounts.errors import WrongCode
from strato.accounts.models import User
from strato.core.errors import DomainError

TEMPLATE = "accounts/admin_login.html"


class TwoStepLoginForm(AdminAuthenticationForm):
    """Asks for the code in the same form; it is needed only by those who have one."""

    code = forms.CharField(
        label="Code (with two-step sign-in)",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"form": "login-form", "autocomplete": "one-time-code"}),
    )

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if not services.is_two_step(user):
            return
        try:
            services.take_second_step(user, self.cleaned_data.get("code", ""), request=cast(HttpRequest, self.request))
        except DomainError as error:
            raise forms.ValidationError({"code": error.detail}, code=WrongCode.code) from error
