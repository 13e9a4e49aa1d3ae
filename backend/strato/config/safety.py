"""What must never face a network: found here, refused at start."""

from collections.abc import Sequence
from urllib.parse import urlsplit

EMBEDDED_SECRET = "embedded-only-" + "not-a-secret-" * 4
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
SANDBOX_KEY = "sk_test_sandbox"
SANDBOX_WEBHOOK_SECRET = "whsec_" + "sandbox"


def problems(
    *, secret: str, debug: bool, hosts: list[str], public_url: str, old_secrets: Sequence[str] = ()
) -> list[str]:
    """Sentences that say why these settings are unsafe; an empty list means go."""
    public = [host for host in hosts if host not in LOCAL_HOSTS]
    if not public:
        return []
    found = []
    if secret == EMBEDDED_SECRET or len(secret) < 32:
        found.append(f"STRATO_SECRET_KEY is missing or short while STRATO_HOSTS names {', '.join(public)}.")
    if any(old == EMBEDDED_SECRET or len(old) < 32 for old in old_secrets):
        found.append("STRATO_OLD_SECRET_KEYS holds a key that others know or can guess.")
    if debug:
        found.append(f"STRATO_DEBUG is on while STRATO_HOSTS names {', '.join(public)}.")
    if "*" in hosts:
        found.append("STRATO_HOSTS is '*': name the hosts.")
    if not public_url.startswith("https://"):
        found.append("STRATO_PUBLIC_URL must start with https:// when STRATO_HOSTS is public.")
    return found


def is_sandbox(api_base: str) -> bool:
    """Does this address belong to the sandbox that comes with the house?"""
    return urlsplit(api_base).path.rstrip("/") == "/sandbox"


def payment_problems(
    *, api_base: str, key: str, webhook_secrets: list[str], allow_live: bool, hosts: list[str], sandbox_on_public: bool
) -> list[str]:
    """Sentences that say why money would not be safe like this."""
    found = []
    is_live = key.startswith(("sk_live_", "rk_live_"))
    public = [host for host in hosts if host not in LOCAL_HOSTS]
    if is_sandbox(api_base):
        if is_live:
            found.append("STRIPE_SECRET_KEY is a live key while STRIPE_API_BASE is the sandbox.")
        if public and not sandbox_on_public:
            found.append(
                f"STRIPE_API_BASE is the sandbox while STRATO_HOSTS names {', '.join(public)}: everybody could pay with "
                "play money. Set it to https://api.stripe.com, or STRIPE_SANDBOX_ON_PUBLIC=1 for a demonstration."
            )
        return found
    if is_live and not allow_live:
        found.append("STRIPE_SECRET_KEY is a live key: set STRIPE_ALLOW_LIVE=1 when real money is meant.")
    if is_live and not api_base.startswith("https://"):
        found.append("STRIPE_API_BASE must start with https:// for a live key.")
    if key == SANDBOX_KEY:
        found.append("STRIPE_SECRET_KEY is the sandbox's while STRIPE_API_BASE is not.")
    if not webhook_secrets or SANDBOX_WEBHOOK_SECRET in webhook_secrets:
        found.append("STRIPE_WEBHOOK_SECRETS must hold the secret of your webhook endpoint, and not the sandbox's.")
    return found
