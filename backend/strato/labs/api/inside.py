"""The way to a lab that a URL names, for those who may see inside it."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from strato.core.errors import Forbidden
from strato.labs.models import Lab, LabQuerySet
from strato.labs.policies import can_see_inside

LAB_ID = OpenApiParameter("lab_id", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH)


def lab_inside(request: Request, lab_id: Any) -> Lab:
    """The lab: 404 where one may not see it, 403 where one may, but not its inside."""
    labs: LabQuerySet = Lab.objects.visible_to(request.user)
    try:
        lab = labs.get(pk=lab_id)
    except (Lab.DoesNotExist, ValidationError) as error:
        raise NotFound from error
    if not can_see_inside(request.user, lab):
        raise Forbidden("This is for the people of the lab.")
    return lab
