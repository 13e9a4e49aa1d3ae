"""What moderation can refuse, by name."""

from strato.core.errors import Conflict, Forbidden


class YourOwn(Forbidden):
    code = "your_own"
    detail = "This is your own."


class RemedyImpossible(Conflict):
    code = "remedy_impossible"
    detail = "This cannot be done here, or no longer. Load the report again."


class ReportedAgain(Conflict):
    code = "reported_again"
    detail = "The same person reported this again meanwhile: that report is open."
