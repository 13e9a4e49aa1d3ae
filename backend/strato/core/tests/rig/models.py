"""Tracks: who began what when, and what came of it."""

from django.db import models
from django.db.models.functions import Now


class Start(models.Model):
    """One attempt that began."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=40)
    attempt = models.IntegerField()
    pid = models.IntegerField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.name} #{self.attempt}"


class Effect(models.Model):
    """One effect that was meant to happen once; two of one name prove a double run."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
