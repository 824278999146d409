from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0003_evidence_in_history"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["-written_at", "-id"], name="post_newest_first"),
        ),
    ]
