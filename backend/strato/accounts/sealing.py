"""Secrets that must be read again, kept so that a copy of the database alone does not give them away."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"strato.accounts.sealing"


def seal(secret: str) -> str:
    """Readable by ``unseal`` with the secret key of this server, or while that is one of the fallbacks."""
    return _lock().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The secret; None when this server has another secret key by now."""
    try:
        return _lock().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _lock() -> MultiFernet:
    return MultiFernet([_key(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
