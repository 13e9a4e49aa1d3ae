"""Conversations, messages and the full-text index they are found by."""

import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import strato.core.rows
from django.conf import settings
from django.db import OperationalError, migrations, models, transaction

ON_POSTGRESQL = "CREATE INDEX messaging_messagewords_vector ON messaging_messagewords USING gin (vector)"
PUT = "INSERT INTO messaging_wordindex (rowid, text) VALUES (new.id, new.text);"
TAKE = "INSERT INTO messaging_wordindex (messaging_wordindex, rowid, text) VALUES ('delete', old.id, old.text);"
ON_SQLITE = (
    "CREATE VIRTUAL TABLE messaging_wordindex USING fts5 (text, content='messaging_messagewords', content_rowid='id', "
    "tokenize='unicode61', prefix='2 3')",
    f"CREATE TRIGGER messaging_words_added AFTER INSERT ON messaging_messagewords BEGIN {PUT} END",
    f"CREATE TRIGGER messaging_words_gone AFTER DELETE ON messaging_messagewords BEGIN {TAKE} END",
    f"CREATE TRIGGER messaging_words_changed AFTER UPDATE OF text ON messaging_messagewords BEGIN {TAKE} {PUT} END",
)


def add_index(apps, editor):
    """GIN on PostgreSQL, FTS5 on SQLite; a SQLite that was built without it is searched row by row."""
    if editor.connection.vendor == "postgresql":
        editor.execute(ON_POSTGRESQL)
    if editor.connection.vendor == "sqlite":
        try:
            with transaction.atomic(editor.connection.alias):
                editor.execute(ON_SQLITE[0])
        except OperationalError:
            return
        for statement in ON_SQLITE[1:]:
            editor.execute(statement)


def drop_index(apps, editor):
    if editor.connection.vendor == "sqlite":
        for name in ("added", "gone", "changed"):
            editor.execute(f"DROP TRIGGER IF EXISTS messaging_words_{name}")
        editor.execute("DROP TABLE IF EXISTS messaging_wordindex")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_api_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MessageWords',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField(blank=True)),
                ('vector', django.contrib.postgres.search.SearchVectorField(help_text='On PostgreSQL, where it is indexed', null=True)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=strato.core.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('direct', 'Between two people'), ('group', 'A small group'), ('subject', 'About an order or a print job')], max_length=8)),
                ('subject_type', models.CharField(blank=True, help_text='"print_job", "order"', max_length=40)),
                ('subject_id', models.UUIDField(blank=True, null=True)),
                ('title', models.CharField(blank=True, help_text='Of a group', max_length=80)),
                ('last_seq', models.PositiveBigIntegerField(default=0, editable=False)),
                ('last_activity_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('high', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('low', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-last_activity_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='InboxSettings',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='inbox_settings', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('read_receipts', models.BooleanField(default=True, help_text='Others see what I read, and I what they read')),
                ('presence', models.CharField(choices=[('nobody', 'Nobody'), ('friends', 'Friends'), ('contacts', 'Friends, and people they are in a conversation with')], default='contacts', max_length=8)),
                ('takes_requests', models.BooleanField(default=True, help_text='Strangers may write to me')),
            ],
            options={
                'verbose_name_plural': 'inbox settings',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=strato.core.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('seq', models.PositiveBigIntegerField()),
                ('kind', models.CharField(choices=[('text', 'Written by a person'), ('note', 'Says what somebody did to the group')], default='text', max_length=8)),
                ('client_id', models.UUIDField(help_text='Chosen by the sender: the same message sent again is still one')),
                ('body', models.TextField(blank=True, max_length=8000)),
                ('note', models.JSONField(blank=True, default=dict, help_text='Of a note: {act, people, title}')),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='messaging.conversation')),
                ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message')),
                ('sender', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('conversation', 'seq'),
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='presence', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_active', models.BooleanField(default=True, help_text='False: they said that they left')),
            ],
            options={
                'verbose_name_plural': 'presences',
            },
        ),
        migrations.CreateModel(
            name='WordIndex',
            fields=[
                ('words', models.OneToOneField(db_column='rowid', on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='index', serialize=False, to='messaging.messagewords')),
                ('asked', models.TextField(db_column='messaging_wordindex', help_text='Equals every query that the row matches')),
            ],
            options={
                'db_table': 'messaging_wordindex',
                'managed': False,
            },
        ),
        migrations.AddField(
            model_name='messagewords',
            name='conversation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.conversation'),
        ),
        migrations.AddField(
            model_name='messagewords',
            name='message',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='messaging.message'),
        ),
        migrations.AddField(
            model_name='conversation',
            name='last_message',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message'),
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=strato.core.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(choices=[('image', 'Image'), ('model', '3D model'), ('document', 'Document')], max_length=8)),
                ('file', models.FileField(upload_to='attachments/')),
                ('thumbnail', models.ImageField(blank=True, upload_to='attachment-thumbnails/')),
                ('filename', models.CharField(max_length=255)),
                ('content_type', models.CharField(max_length=120)),
                ('size_bytes', models.PositiveBigIntegerField()),
                ('width', models.PositiveIntegerField(blank=True, null=True)),
                ('height', models.PositiveIntegerField(blank=True, null=True)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='messaging.conversation')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='messaging.message')),
            ],
            options={
                'ordering': ('message', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('member', 'Member'), ('admin', 'May rename the group, add and remove people')], default='member', max_length=8)),
                ('standing', models.CharField(choices=[('unopened', 'Nothing was written to them yet'), ('requested', 'A stranger wrote; they have not answered'), ('accepted', 'Takes part'), ('declined', 'Wants none of it; the others are not told')], default='accepted', max_length=10)),
                ('from_seq', models.PositiveBigIntegerField(default=0, help_text='Messages up to this one were before their time')),
                ('last_read_seq', models.PositiveBigIntegerField(default=0)),
                ('last_delivered_seq', models.PositiveBigIntegerField(default=0)),
                ('told_seq', models.PositiveBigIntegerField(default=0, help_text='The newest message they were notified of')),
                ('is_marked_unread', models.BooleanField(default=False, help_text='To be come back to, though all is read')),
                ('is_archived', models.BooleanField(default=False)),
                ('muted_until', models.DateTimeField(blank=True, null=True)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='messaging.conversation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('emoji', models.CharField(max_length=32)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='messaging.message')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=strato.core.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('reason', models.CharField(choices=[('spam', 'Spam'), ('harassment', 'Harassment'), ('fraud', 'Fraud'), ('illegal', 'Illegal'), ('other', 'Other')], max_length=12)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('excerpt', models.JSONField(default=list, help_text='The messages as they were when reported')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, max_length=2000)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='messaging.conversation')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('conversation', 'seq'), name='one_message_per_seq'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('conversation', 'sender', 'client_id'), name='one_message_per_client_id'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('deleted_at__isnull', True), ('body', ''), _connector='OR'), name='deleted_message_says_nothing'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['last_activity_at', 'id'], name='conversation_activity'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'direct')), fields=('low', 'high'), name='one_conversation_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'subject')), fields=('subject_type', 'subject_id'), name='one_conversation_per_subject'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('high__isnull', False), ('kind', 'direct'), ('low__isnull', False), ('low__lt', models.F('high'))), models.Q(models.Q(('kind', 'direct'), _negated=True), ('high__isnull', True), ('low__isnull', True)), _connector='OR'), name='conversation_ends_in_order'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'subject'), ('subject_id__isnull', False), models.Q(('subject_type', ''), _negated=True)), models.Q(models.Q(('kind', 'subject'), _negated=True), ('subject_id__isnull', True), ('subject_type', '')), _connector='OR'), name='conversation_about_something'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(condition=models.Q(('message', None)), fields=['uploaded_at'], name='attachments_unsent'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(condition=models.Q(('left_at', None)), fields=['user', 'conversation'], name='conversations_of_user'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('conversation', 'user'), name='one_seat_per_person'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('last_delivered_seq__gte', models.F('last_read_seq'))), name='read_messages_were_delivered'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.UniqueConstraint(fields=('message', 'user', 'emoji'), name='one_reaction_of_a_kind'),
        ),
        migrations.RunPython(add_index, drop_index),
    ]
