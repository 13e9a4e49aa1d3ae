"""What people say to the community."""

from typing import Any

from django.db import transaction

from strato.community.models import Profile

EDITABLE = {"headline", "website", "friends_visibility", "takes_requests"}


@transaction.atomic
def profile_of(user: Any) -> Profile:
    """A person's profile, made when it is first asked for."""
    return Profile.objects.get_or_create(user=user)[0]


@transaction.atomic
def edit_profile(user: Any, *, by: Any, **changes: Any) -> Profile:
    """The profile with other words or wishes."""
    profile_of(user)
    profile = Profile.objects.select_for_update().get(user=user)
    for name in EDITABLE & changes.keys():
        setattr(profile, name, changes[name])
    profile.save()
    return profile
