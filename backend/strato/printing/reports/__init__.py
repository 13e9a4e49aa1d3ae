"""Answers about print jobs that are no queryset of one model; dataclasses come back."""

from strato.printing.reports.customers import CustomerNumbers, customer_numbers
from strato.printing.reports.labs import LabNumbers, lab_numbers
from strato.printing.reports.platform import PlatformNumbers, platform_numbers
from strato.printing.reports.work import Column, TimelineEntry, board, deviation_percent, timeline

__all__ = [
    "Column",
    "CustomerNumbers",
    "LabNumbers",
    "PlatformNumbers",
    "TimelineEntry",
    "board",
    "customer_numbers",
    "deviation_percent",
    "lab_numbers",
    "platform_numbers",
    "timeline",
]
