"""The acts of moderation."""

from strato.moderation.services.filing import file_report
from strato.moderation.services.settling import close_report, dismiss_report, reopen_report, take_remedy

__all__ = ["close_report", "dismiss_report", "file_report", "reopen_report", "take_remedy"]
