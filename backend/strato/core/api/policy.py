"""Who may do this: one table at the head of each view, read by the permission class, the answers and a system check."""

from collections.abc import Callable
from typing import Any

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from strato.core.api.keys import check_scope
from strato.core.policies import anyone, is_closed_to_guests, signed_in

Policy = Callable[..., bool]  # (user, row or None) -> may they?


class PolicyPermission(BasePermission):
    """Asks the scopes of an API key, then the view's ``policy`` table; an act without an entry is refused (and fails a check)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        act = act_of(view, request)
        if act is None:  # a method the view does not have: DRF answers 405
            return True
        check_scope(request)
        predicate = getattr(view, "policy", {}).get(act)
        if predicate is None:
            return False
        if is_about_one_row(view):  # asked again with the row
            return predicate is anyone or may_look(request.user, predicate) or refuse(request)
        return bool(predicate(request.user, None)) or refuse(request)

    def has_object_permission(self, request: Request, view: Any, obj: Any) -> bool:
        act = act_of(view, request)
        return act is None or bool(view.policy[act](request.user, obj)) or refuse(request)


def refuse(request: Request) -> bool:
    """No (403) to somebody signed in; "sign in first" (401) to everybody else, guests too."""
    if not signed_in(request.user):
        raise NotAuthenticated
    return False


def may_look(user: Any, predicate: Policy) -> bool:
    """Signed in, or a guest who may own rows by their key, where guests may own any."""
    return signed_in(user) or (bool(getattr(user, "guest_key", "")) and not is_closed_to_guests(predicate))


def is_about_one_row(view: Any) -> bool:
    """Does the URL of this request name a row that ``get_object`` will fetch?"""
    return bool(getattr(view, "detail", False)) and hasattr(view, "get_object")


def act_of(view: Any, request: Request) -> str | None:
    """The act's name: a view set's action, or the method of a plain view in lower case."""
    action = getattr(view, "action", None)
    if action == "metadata" or request.method == "OPTIONS":
        return None
    if action is not None:
        return str(action)
    if hasattr(view, "action_map"):  # a view set, but no action for this method
        return None
    method = str(request.method).lower()
    return ("get" if method == "head" else method) if hasattr(view, method) or method == "head" else None
