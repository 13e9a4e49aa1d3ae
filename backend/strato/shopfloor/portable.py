"""What the shop floor keeps of a person: that they ran a machine, which is the lab's record of its work."""

from strato.shopfloor.models import PrinterStatusChange, Run, RunStatusChange

WITHHELD = {
    Run: "belongs to the lab: the record of its work",
    RunStatusChange: "belongs to the lab: the record of its work",
    PrinterStatusChange: "belongs to the lab: the history of its machines",
}
