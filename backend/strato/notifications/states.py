"""The words of when."""

from django.db import models


class MailRhythm(models.TextChoices):
    """How often the news of one person leave by mail."""

    INSTANT = "instant"
    HOURLY = "hourly"
    DAILY = "daily"
    NEVER = "never"
