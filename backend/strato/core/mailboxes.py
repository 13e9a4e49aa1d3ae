"""What a mail server's refusal says about the mailbox: reply codes of RFC 5321 (4.2.3), enhanced codes of RFC 3463.

Only what is said of the address itself, and for good, speaks against it. Trouble that passes, and what is refused because
of us (sign-in, sender, relaying, the content), says nothing about the person.
"""

import re
import smtplib

PLAIN = {550, 551, 553}
"""Said of a recipient without an enhanced code: no such mailbox, moved away, no name of a mailbox."""
NO_MAILBOX = {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1"}
"""No such mailbox or domain, gone, takes no mail (RFC 7505), switched off. 5.1.7 and 5.1.8 are about the sender."""
VAGUE = {"5.0.0", "5.5.0"}
"""Enhanced codes that say no more than the reply code."""
OURS = re.compile(
    r"relay|authenti|sender|spam|block(?:ed|list)|blacklist|policy|reputation|\b(?:spf|dkim|dmarc)\b", re.I
)
"""Words of those who refuse us without an enhanced code: "550 relay not permitted"."""
ENHANCED = re.compile(r"(?:^|#)(5\.\d{1,3}\.\d{1,3})\b")
LONGEST = 300


class MailboxRefused(Exception):
    """The server takes no mail for this address, whenever it is asked. The text is what it said."""


def refusal_of(error: smtplib.SMTPException) -> str:
    """What the server said, if it was that this mailbox takes no mail for good; "" for everything else."""
    said: bytes | str
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            enhanced = _enhanced(said)
            is_final = enhanced in NO_MAILBOX if enhanced else code in PLAIN and not OURS.search(_text(said))
        case smtplib.SMTPDataError():
            code, said = error.smtp_code, error.smtp_error
            is_final = _enhanced(said) in NO_MAILBOX
        case _:
            return ""
    return f"{code} {_text(said)}".strip()[:LONGEST] if is_final else ""


def _enhanced(said: bytes | str) -> str:
    """The enhanced code, where it tells more than the reply code."""
    found = ENHANCED.search(_text(said))
    return found[1] if found and found[1] not in VAGUE else ""


def _text(said: bytes | str) -> str:
    """In one line, without what no screen shows."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
