"""What labs can refuse, by name."""

from strato.core.errors import Conflict, Forbidden, Invalid


class InvalidRates(Invalid):
    code = "invalid_rates"
    detail = "This price list cannot be used."


class InvalidHours(Invalid):
    code = "invalid_hours"
    detail = "These opening hours cannot be used."


class UnknownTimezone(Invalid):
    code = "unknown_timezone"
    detail = "There is no such time zone."


class CurrencyFixed(Conflict):
    code = "currency_fixed"
    detail = "The currency of an approved lab stays: its prices are written in it."


class AlreadyMember(Conflict):
    code = "already_member"
    detail = "This person is already a member of the lab."


class LastOwner(Conflict):
    code = "last_owner"
    detail = "A lab keeps at least one owner. Make somebody else an owner first."


class OwnersOnly(Forbidden):
    code = "owners_only"
    detail = "Only an owner may make, change or remove an owner."
