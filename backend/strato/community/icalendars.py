"""Events as an iCalendar file (RFC 5545), from plain values. Pure."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, vGeo
from icalendar import Event as Entry

from strato.community.appointments import Appointment


def as_ics(appointments: Iterable[Appointment], *, name: str) -> bytes:
    """The file: times in each event's own zone, with the zones described."""
    calendar = Calendar()
    calendar.add("prodid", "-//Strato//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for appointment in appointments:
        calendar.add_component(entry_of(appointment))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def entry_of(appointment: Appointment) -> Entry:
    zone, entry = ZoneInfo(appointment.timezone), Entry()
    entry.add("uid", appointment.uid)
    entry.add("summary", appointment.title)
    entry.add("dtstart", appointment.starts_at.astimezone(zone))
    entry.add("dtend", appointment.ends_at.astimezone(zone))
    entry.add("dtstamp", appointment.changed_at)
    entry.add("last-modified", appointment.changed_at)
    entry.add("url", appointment.url)
    tentative = "TENTATIVE" if appointment.is_tentative else "CONFIRMED"
    entry.add("status", "CANCELLED" if appointment.is_cancelled else tentative)
    if appointment.description:
        entry.add("description", appointment.description)
    if appointment.place:
        entry.add("location", appointment.place)
    if appointment.point:
        entry.add("geo", vGeo(appointment.point))
    return entry
