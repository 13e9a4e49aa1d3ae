from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0003_move_reports_to_moderation'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Report',
        ),
    ]
