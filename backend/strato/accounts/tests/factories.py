"""People for tests."""

from typing import Any

import factory

from strato.accounts import keys
from strato.accounts.models import Address, ApiKey, KeyScope, User

PASSWORD = "correct horse battery"


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(password=PASSWORD, **kwargs)


class AddressFactory(factory.django.DjangoModelFactory[Address]):
    class Meta:
        model = Address

    user = factory.SubFactory(UserFactory)
    name = "Alice Example"
    street = "Lindenstr. 12"
    postal_code = "10969"
    city = "Berlin"
    country = "DE"


class ApiKeyFactory(factory.django.DjangoModelFactory[ApiKey]):
    """A key with every scope; ``make_key`` gives its text too."""

    class Meta:
        model = ApiKey

    user = factory.SubFactory(UserFactory)
    name = "Web shop"
    prefix = factory.Sequence(lambda n: f"p{n:09d}")
    digest = keys.digest("s" * keys.SECRET_LENGTH)
    scopes = factory.LazyFunction(lambda: list(KeyScope.values))


def make_key(user: User, *scopes: str, **fields: Any) -> str:
    """The text of a new key of this person, with these scopes (none named: all)."""
    key = ApiKeyFactory(user=user, scopes=list(scopes or KeyScope.values), **fields)
    return f"{keys.MARK}{key.prefix}_{'s' * keys.SECRET_LENGTH}"
