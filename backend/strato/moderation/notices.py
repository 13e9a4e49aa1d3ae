"""What people are told about what they reported."""

from strato.notifications.kinds import Kind

REPORT_SETTLED = Kind("report.settled", "people")
KINDS = (REPORT_SETTLED,)
