"""Remember of the threads that are here already when each first brought evidence, so that their lists show them."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def look_for_evidence(apps, schema_editor):
    Thread, Evidence = apps.get_model("forum", "Thread"), apps.get_model("forum", "Evidence")
    brought = Evidence.objects.filter(post__thread=OuterRef("pk")).order_by("post__written_at")
    Thread.objects.filter(evidence_at=None).update(
        evidence_at=Subquery(brought.values("post__written_at")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_search")]

    operations = [migrations.RunPython(look_for_evidence, migrations.RunPython.noop)]
