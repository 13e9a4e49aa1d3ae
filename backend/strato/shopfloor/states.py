"""The words of the shop floor: printers and runs."""

from django.db import models

from strato.core.status import transitions


class PrinterStatus(models.TextChoices):
    IDLE = "idle"
    PRINTING = "printing"
    PAUSED = "paused"
    MAINTENANCE = "maintenance"
    OFFLINE = "offline"
    RETIRED = "retired"


PRINTER_TRANSITIONS = transitions(
    {
        PrinterStatus.IDLE: [
            PrinterStatus.PRINTING,
            PrinterStatus.MAINTENANCE,
            PrinterStatus.OFFLINE,
            PrinterStatus.RETIRED,
        ],
        PrinterStatus.PRINTING: [
            PrinterStatus.PAUSED,
            PrinterStatus.IDLE,
            PrinterStatus.MAINTENANCE,
            PrinterStatus.OFFLINE,
        ],
        PrinterStatus.PAUSED: [
            PrinterStatus.PRINTING,
            PrinterStatus.IDLE,
            PrinterStatus.MAINTENANCE,
            PrinterStatus.OFFLINE,
        ],
        PrinterStatus.MAINTENANCE: [PrinterStatus.IDLE, PrinterStatus.OFFLINE, PrinterStatus.RETIRED],
        PrinterStatus.OFFLINE: [
            PrinterStatus.IDLE,
            PrinterStatus.PRINTING,  # it came back and its run had gone on
            PrinterStatus.PAUSED,
            PrinterStatus.MAINTENANCE,
            PrinterStatus.RETIRED,
        ],
        PrinterStatus.RETIRED: [PrinterStatus.IDLE],
    }
)


class RunStatus(models.TextChoices):
    QUEUED = "queued"
    ASSIGNED = "assigned"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    FAILED = "failed"
    CANCELLED = "cancelled"


RUN_TRANSITIONS = transitions(
    {
        RunStatus.QUEUED: [RunStatus.ASSIGNED, RunStatus.CANCELLED],
        RunStatus.ASSIGNED: [RunStatus.RUNNING, RunStatus.QUEUED, RunStatus.CANCELLED],
        RunStatus.RUNNING: [RunStatus.PAUSED, RunStatus.FINISHED, RunStatus.FAILED, RunStatus.CANCELLED],
        RunStatus.PAUSED: [RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLED],
        RunStatus.FINISHED: [RunStatus.ACCEPTED, RunStatus.REJECTED],
        RunStatus.ACCEPTED: [],
        RunStatus.REJECTED: [],
        RunStatus.FAILED: [],
        RunStatus.CANCELLED: [],
    }
)


class FailureReason(models.TextChoices):
    ADHESION = "adhesion"
    WARPING = "warping"
    LAYER_SHIFT = "layer_shift"
    STRINGING = "stringing"
    UNDER_EXTRUSION = "under_extrusion"
    CLOG = "clog"
    POWER = "power"
    OTHER = "other"
