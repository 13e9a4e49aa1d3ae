"""People in the Django admin. Role and activity change only by the acts that keep a trace."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest

from strato.accounts import admin_login, services
from strato.accounts.models import AccountChange, Address, ApiKey, DataExport, User
from strato.core.admin import LookOnly
from strato.core.errors import DomainError

admin.site.login_form = admin_login.TwoStepLoginForm
admin.site.login_template = admin_login.TEMPLATE


class NewUserForm(AdminUserCreationForm[User]):
    """E-mail and password; the address in lower case, as everywhere."""

    class Meta:
        model = User
        fields = ("email", "name", "language")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class UserForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("email", "username", "name", "bio", "location", "language", "currency", "theme", "visibility")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_username(self) -> str | None:
        return self.cleaned_data["username"] or None


class AddressInline(admin.StackedInline[Address, User]):
    model = Address
    extra = 0


class AccountChangeInline(admin.TabularInline[AccountChange, User]):
    model = AccountChange
    fk_name = "user"
    extra = 0
    can_delete = False
    fields = readonly_fields = ("act", "before", "after", "by", "reason", "at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    form = UserForm
    add_form = NewUserForm
    list_display = (
        "email",
        "name",
        "username",
        "role",
        "is_active",
        "is_confirmed",
        "email_refused_at",
        "language",
        "last_login",
        "created_at",
    )
    list_filter = ("role", "is_active", "language", "visibility", "created_at")
    search_fields = ("email", "name", "username")
    ordering = ("-id",)
    filter_horizontal = ()
    date_hierarchy = "created_at"
    readonly_fields = (
        "role",
        "is_active",
        "email_confirmed_at",
        "email_refused_at",
        "email_refusal",
        "last_login",
        "created_at",
        "updated_at",
    )
    fieldsets = (
        (None, {"fields": ("email", "username", "name")}),
        ("Profile", {"fields": ("bio", "location", "visibility", "language", "currency", "theme")}),
        ("Account", {"fields": readonly_fields}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "language", "usable_password", "password1", "password2")}),)
    inlines = (AddressInline, AccountChangeInline)
    actions = ("deactivate", "reactivate", "delete_account", "try_mail_again")

    @admin.display(boolean=True, description="Confirmed")
    def is_confirmed(self, person: User) -> bool:
        return person.email_confirmed_at is not None

    @admin.action(description="Deactivate (ends every session)")
    def deactivate(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        self._each(request, rows, services.deactivate)

    @admin.action(description="Delete the account (they asked; they may keep it for some days)")
    def delete_account(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        self._each(request, rows, services.delete_for)

    @admin.action(description="Reactivate (keeps one that waits to be deleted)")
    def reactivate(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        self._each(request, rows, services.reactivate)

    @admin.action(description="Try mail again (to an address that refused it)")
    def try_mail_again(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        self._each(request, rows, services.try_mail_again)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            services.note_new_email(obj, before=form.initial["email"], by=cast(User, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # people are deactivated; what they made stays theirs

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return super().get_inline_instances(request, obj) if obj else []

    def _each(self, request: HttpRequest, rows: QuerySet[User], act: Any) -> None:
        for person in rows:
            try:
                act(person, by=cast(User, request.user))
            except DomainError as error:
                open_things = error.facts.get("obstacles", ())
                why = " ".join([error.detail, *(thing["detail"] for thing in open_things)])
                self.message_user(request, f"{person}: {why}", messages.ERROR)


@admin.register(Address)
class AddressAdmin(admin.ModelAdmin[Address]):
    list_display = ("user", "name", "street", "postal_code", "city", "country", "is_default", "is_billing")
    list_filter = ("country", "is_default", "is_billing")
    search_fields = ("user__email", "name", "street", "city", "postal_code")
    list_select_related = ("user",)
    raw_id_fields = ("user",)


@admin.register(AccountChange)
class AccountChangeAdmin(admin.ModelAdmin[AccountChange]):
    list_display = ("user", "act", "before", "after", "by", "reason", "at")
    list_filter = ("act", "at")
    search_fields = ("user__email", "by__email", "reason")
    list_select_related = ("user", "by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ApiKey)
class ApiKeyAdmin(LookOnly):
    list_display = ("name", "prefix", "user", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_filter = ("revoked_at", "expires_at")
    search_fields = ("name", "prefix", "user__email")
    list_select_related = ("user",)
    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description="Revoke", permissions=["view"])
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        for key in keys:
            try:
                services.revoke_key(key, by=cast(User, request.user))
            except DomainError as refused:
                self.message_user(request, f"{key}: {refused.detail}", messages.WARNING)


@admin.register(DataExport)
class DataExportAdmin(LookOnly):
    """That one was asked for and how it went; the copy itself is its person's alone."""

    list_display = ("user", "status", "created_at", "ready_at", "expires_at", "size_bytes", "file_count")
    list_filter = ("created_at", "ready_at")
    search_fields = ("user__email",)
    list_select_related = ("user", "job")
    date_hierarchy = "created_at"
    exclude = ("file",)
