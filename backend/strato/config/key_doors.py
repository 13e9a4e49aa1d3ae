"""Where API keys may go: the routes of each area, by the beginning of their path below /api/. The longest that fits counts.

What is not named here is closed to keys: sign-in, accounts, keys and webhooks themselves, notifications, the socket.
"""

from strato.core.api.keys import CLOSED

KEY_DOORS: dict[str, tuple[str, ...]] = {
    "catalog": (
        "products",
        "catalog-imports",
        "catalog-export",
        "variants",
        "product-images",
        "categories",
        "materials",
        "material-prices",
        "filaments",
    ),
    "orders": ("cart", "orders", "returns", "coupons", "shipping-methods", "tax-rates", "payments"),
    "print_jobs": ("print-jobs", "models", "quotes", "uploads", "runs"),
    "labs": ("labs", "printers"),
    "stock": ("inventory", "spools", "labs/*/stock"),
    CLOSED: ("labs/*/members", "labs/*/leave", "payments/webhook", "products/*/wish"),
}
