"""The installation starts with one circle, which everyone is in."""

from django.db import migrations


def open_the_commons(apps, schema_editor):
    apps.get_model("forum", "Circle").objects.create(
        slug="commons", name="The Commons", purpose="The circle everyone is in.", is_commons=True
    )


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [migrations.RunPython(open_the_commons, migrations.RunPython.noop)]
