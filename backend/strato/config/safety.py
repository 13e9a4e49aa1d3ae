"""What must never face a network: found here, refused at start."""

EMBEDDED_SECRET = "embedded-only-" + "not-a-secret-" * 4
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


def problems(*, secret: str, debug: bool, hosts: list[str], public_url: str) -> list[str]:
    """Sentences that say why these settings are unsafe; an empty list means go."""
    public = [host for host in hosts if host not in LOCAL_HOSTS]
    if not public:
        return []
    found = []
    if secret == EMBEDDED_SECRET or len(secret) < 32:
        found.append(f"STRATO_SECRET_KEY is missing or short while STRATO_HOSTS names {', '.join(public)}.")
    if debug:
        found.append(f"STRATO_DEBUG is on while STRATO_HOSTS names {', '.join(public)}.")
    if "*" in hosts:
        found.append("STRATO_HOSTS is '*': name the hosts.")
    if not public_url.startswith("https://"):
        found.append("STRATO_PUBLIC_URL must start with https:// when STRATO_HOSTS is public.")
    return found
