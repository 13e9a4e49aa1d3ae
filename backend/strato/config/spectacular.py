"""How the OpenAPI document is made: one envelope, stable names, no warning."""

from typing import Any

SETTINGS: dict[str, Any] = {
    "TITLE": "Strato API",
    "DESCRIPTION": "The platform of a maker network: printing, store, manufacturing, community, imaging.",
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": r"/api/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "SORT_OPERATIONS": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "JobStatusEnum": "strato.core.queue.models.JobStatus",
        "RoleEnum": "strato.accounts.models.Role",
        "ThemeEnum": "strato.accounts.models.Theme",
        "VisibilityEnum": "strato.accounts.models.Visibility",
        "LanguageEnum": "strato.accounts.models.Language",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums"],
}
