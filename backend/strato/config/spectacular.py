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
        "AccountActEnum": "strato.accounts.models.AccountAct",
        "FailureReasonEnum": "strato.shopfloor.states.FailureReason",
        "JobStatusEnum": "strato.core.queue.models.JobStatus",
        "LabRoleEnum": "strato.labs.states.LabRole",
        "LabStatusEnum": "strato.labs.states.LabStatus",
        "LanguageEnum": "strato.accounts.models.Language",
        "PaymentPolicyEnum": "strato.labs.states.PaymentPolicy",
        "PrinterStatusEnum": "strato.shopfloor.states.PrinterStatus",
        "RoleEnum": "strato.accounts.models.Role",
        "RunStatusEnum": "strato.shopfloor.states.RunStatus",
        "TechnologyEnum": "strato.inventory.models.Technology",
        "ThemeEnum": "strato.accounts.models.Theme",
        "VisibilityEnum": "strato.accounts.models.Visibility",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums"],
}
