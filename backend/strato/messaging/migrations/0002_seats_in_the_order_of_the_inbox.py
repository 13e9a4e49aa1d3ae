"""Each seat knows its conversation's last number and last activity: the inbox and the unread count read one's own seats alone."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone


def take_over(apps, editor):
    conversations = apps.get_model("messaging", "Conversation").objects.filter(pk=OuterRef("conversation"))
    apps.get_model("messaging", "Participant").objects.update(
        last_seq=Subquery(conversations.values("last_seq")[:1]),
        last_activity_at=Subquery(conversations.values("last_activity_at")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_conversations")]

    operations = [
        migrations.AddField("participant", "last_seq", models.PositiveBigIntegerField(default=0, editable=False)),
        migrations.AddField(
            "participant", "last_activity_at", models.DateTimeField(default=timezone.now, editable=False)
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            "participant",
            models.Index(
                condition=Q(left_at=None),
                fields=["user", "standing", "is_archived", "last_activity_at", "conversation"],
                name="inbox_of_user",
            ),
        ),
        migrations.AddIndex(
            "participant",
            models.Index(
                condition=Q(left_at=None, last_seq__gt=F("last_read_seq")), fields=["user"], name="unread_of_user"
            ),
        ),
    ]
