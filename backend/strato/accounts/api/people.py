"""The doors of other people: everybody finds public profiles, admins keep the accounts."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework.decorators import action
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.serializers import AvatarUrlField
from strato.accounts.models import AccountChange, Role, User, Visibility
from strato.accounts.policies import can_administer
from strato.core.api import serializers
from strato.core.api.filters import StrictFilterBackend
from strato.core.api.serializers import AllowedActionsField
from strato.core.api.views import ScopedViewSet
from strato.core.policies import is_admin, signed_in

TAG = ["People"]
SHORTEST_SEARCH = 2


class ForAdmins:
    """Mixin of a field whose value only admins get; everybody else gets null."""

    def get_attribute(self, person: User) -> Any:
        request = cast(Any, self).context.get("request")
        return super().get_attribute(person) if request and is_admin(request.user) else None  # type: ignore[misc]


class ForReaders:
    """Mixin of a field that a person shows to strangers only while their profile is public."""

    def get_attribute(self, person: User) -> Any:
        request = cast(Any, self).context.get("request")
        may = person.visibility == Visibility.PUBLIC or (
            request and (is_admin(request.user) or request.user.pk == person.pk)
        )
        return super().get_attribute(person) if may else None  # type: ignore[misc]


class TextForReaders(ForReaders, serializers.CharField):
    pass


class TextForAdmins(ForAdmins, serializers.CharField):
    pass


class FlagForAdmins(ForAdmins, serializers.BooleanField):
    pass


class RoleForAdmins(ForAdmins, serializers.ChoiceField):
    pass


extend_schema_field({"$ref": "#/components/schemas/RoleEnum"})(RoleForAdmins)


class TimeForAdmins(ForAdmins, serializers.DateTimeField):
    pass


class UserSerializer(serializers.ModelSerializer[User]):
    """A public profile. ``bio`` and ``location`` are null where the profile is not public;
    ``email``, ``role`` and what follows are null unless an admin asks."""

    avatar_url = AvatarUrlField()
    display_name = serializers.CharField(read_only=True)
    bio = TextForReaders(read_only=True, allow_null=True)
    location = TextForReaders(read_only=True, allow_null=True)
    email = TextForAdmins(read_only=True, allow_null=True)
    role = RoleForAdmins(choices=Role.choices, read_only=True, allow_null=True)
    is_active = FlagForAdmins(read_only=True, allow_null=True)
    email_confirmed_at = TimeForAdmins(read_only=True, allow_null=True)
    email_refused_at = TimeForAdmins(read_only=True, allow_null=True)
    email_refusal = TextForAdmins(read_only=True, allow_null=True)
    last_login = TimeForAdmins(read_only=True, allow_null=True)
    created_at = TimeForAdmins(read_only=True, allow_null=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = User
        fields = (
            "id",
            "display_name",
            "username",
            "avatar_url",
            "bio",
            "location",
            "email",
            "role",
            "is_active",
            "email_confirmed_at",
            "email_refused_at",
            "email_refusal",
            "last_login",
            "created_at",
            "allowed_actions",
        )
        read_only_fields = fields


class RoleChangeSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=Role.choices)
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class AccountReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class AccountChangeSerializer(serializers.ModelSerializer[AccountChange]):
    """One act of an admin on an account."""

    by = serializers.CharField(source="by.display_name", default=None, read_only=True, allow_null=True)

    class Meta:
        model = AccountChange
        fields = ("id", "act", "before", "after", "by", "reason", "at")
        read_only_fields = fields


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """``search`` for everybody; ``role`` and ``is_active`` count only for admins."""

    search = django_filters.CharFilter(method="found")
    role = django_filters.ChoiceFilter(choices=Role.choices, method="for_admins")
    is_active = django_filters.BooleanFilter(method="for_admins")

    class Meta:
        model = User
        fields = ("search", "role", "is_active")

    def found(self, rows: Any, name: str, value: str) -> QuerySet[User]:
        found: QuerySet[User] = rows.found_by(value.strip(), by=self.request.user)
        return found

    def for_admins(self, rows: QuerySet[User], name: str, value: Any) -> QuerySet[User]:
        return rows.filter(**{name: value}) if is_admin(self.request.user) else rows


class PersonViewSet(ScopedViewSet):
    model = User
    serializer_class = UserSerializer
    filterset_class = PersonFilter
    filter_backends = (StrictFilterBackend, OrderingFilter)
    ordering_fields = ("name", "email", "created_at", "last_login")
    ordering = ("name", "id")
    policy = {
        "list": signed_in,
        "retrieve": signed_in,
        "partial_update": can_administer,
        "deactivate": can_administer,
        "reactivate": can_administer,
        "mail_again": can_administer,
        "history": is_admin,
    }
    act_conditions: ClassVar[dict[str, Callable[[User], bool]]] = {
        "deactivate": lambda person: person.is_active,
        "reactivate": lambda person: not person.is_active,
        "mail_again": lambda person: person.email_refused_at is not None,
    }

    @extend_schema(
        summary="Find people",
        tags=TAG,
        parameters=[
            OpenApiParameter("search", str, description="Two letters at least, unless you are an admin."),
        ],
    )
    def list(self, request: Request) -> Response:
        """Admins get everybody, with filters. Others get nobody until they search; private people are found only by
        their exact e-mail address or username."""
        rows = self.filter_queryset(self.get_queryset())
        if not is_admin(request.user) and len(request.query_params.get("search", "").strip()) < SHORTEST_SEARCH:
            rows = rows.none()
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="A person", tags=TAG, responses=UserSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Change the platform role",
        tags=TAG,
        request=RoleChangeSerializer,
        responses=UserSerializer,
        examples=[OpenApiExample("Another admin", value={"role": "admin", "reason": "Joins us"}, request_only=True)],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """For admins. 409 `last_admin` where nobody would be left."""
        person = self.get_object()
        asked = RoleChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        changed = services.change_role(
            person, Role(given["role"]), by=cast(User, request.user), reason=given.get("reason", "")
        )
        return Response(self.get_serializer(changed).data)

    @extend_schema(summary="Deactivate an account", tags=TAG, request=AccountReasonSerializer, responses=UserSerializer)
    @action(detail=True, methods=["post"])
    def deactivate(self, request: Request, pk: str) -> Response:
        """For admins: no sign-in any more, and every session ends at once. Nothing of what the person made is lost."""
        changed = services.deactivate(self.get_object(), by=cast(User, request.user), reason=self._reason(request))
        return Response(self.get_serializer(changed).data)

    @extend_schema(summary="Reactivate an account", tags=TAG, request=AccountReasonSerializer, responses=UserSerializer)
    @action(detail=True, methods=["post"])
    def reactivate(self, request: Request, pk: str) -> Response:
        """For admins: the person may sign in again."""
        changed = services.reactivate(self.get_object(), by=cast(User, request.user), reason=self._reason(request))
        return Response(self.get_serializer(changed).data)

    @extend_schema(summary="Try mail to a person again", tags=TAG, request=None, responses=UserSerializer)
    @action(detail=True, methods=["post"], url_path="mail-again")
    def mail_again(self, request: Request, pk: str) -> Response:
        """For admins, where `email_refused_at` says that the address takes no mail: a first mail is sent at once.
        409 `email_not_refused` where none is held back."""
        changed = services.try_mail_again(self.get_object(), by=cast(User, request.user))
        return Response(self.get_serializer(changed).data)

    @extend_schema(
        summary="What admins did to an account", tags=TAG, responses=AccountChangeSerializer(many=True), filters=False
    )
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def history(self, request: Request, pk: str) -> Response:
        """Newest first, the last hundred."""
        changes = self.get_object().account_changes.select_related("by")[:100]
        return Response(AccountChangeSerializer(changes, many=True).data)

    def _reason(self, request: Request) -> str:
        asked = AccountReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return str(asked.validated_data.get("reason", ""))
