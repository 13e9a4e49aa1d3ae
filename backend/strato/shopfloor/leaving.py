"""What leaving means to the shop floor: who ran what stays with the lab, without a name."""

from strato.accounts.leaving import Part

PART = Part(
    app="shopfloor",
    kept={
        "shopfloor.Run.operator": "The lab's record of its machines",
        "shopfloor.RunStatusChange.by": "The lab's record of its machines",
        "shopfloor.PrinterStatusChange.by": "The lab's record of its machines",
    },
)
