from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("essays", "0002_initial")]

    operations = [
        migrations.RemoveField(model_name="importdraft", name="refusal"),
        migrations.AddField(model_name="importdraft", name="refusal", field=models.JSONField(null=True)),
    ]
