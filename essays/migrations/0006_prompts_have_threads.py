"""A prompt gets a place for its thread; what it said itself until now may be left out from here on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("essays", "0005_reading"),
        ("forum", "0009_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="prompt",
            name="thread",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="prompt", to="forum.thread"
            ),
        ),
        migrations.AlterField(
            model_name="prompt",
            name="member",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="prompt",
            name="words",
            field=models.CharField(default="", max_length=600),
        ),
    ]
