"""Which tax is contained in what is sold to a country."""

from collections.abc import Mapping
from datetime import date

from strato.orders.models import TaxRate
from strato.orders.states import TaxClass


def tax_rates(country: str, *, on: date) -> Mapping[str, int]:
    """Basis points by tax class in a country on a day; one query. A class without a rate is not taxed."""
    begun = TaxRate.objects.filter(country=country.upper(), valid_from__lte=on).order_by("valid_from")
    rates = dict(begun.values_list("tax_class", "basis_points"))
    return {tax_class: rates.get(tax_class, 0) for tax_class in TaxClass.values}
