"""A device in words: the browser and the system behind the User-Agent header."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from strato.core.later import later

if TYPE_CHECKING:
    import ua_parser
else:
    ua_parser = later("ua_parser")

DESK = "desk"  # under which a cookie session of the Django admin keeps the id of its device
LONGEST = 512  # what is longer than any browser's is not looked at


@dataclass(frozen=True, slots=True)
class Device:
    """ "Firefox 140" and "Windows 11"; empty where nobody can tell."""

    browser: str = ""
    system: str = ""


def read_device(user_agent: str) -> Device:
    """What a User-Agent header says. It is a claim, good enough to recognize one's own devices."""
    if not user_agent or len(user_agent) > LONGEST:
        return Device()
    found = ua_parser.parse(user_agent)
    browser, system = found.user_agent, found.os
    return Device(
        browser=_named(browser.family, browser.major) if browser else "",
        system=_named(system.family, system.major) if system else "",
    )


def _named(family: str, version: str | None) -> str:
    return f"{family} {version}"[:60] if version else family[:60]
