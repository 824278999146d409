"""What was asked for a stage becomes the first post of a thread, and so can be answered, flagged and found."""

from django.db import migrations

LONGEST = 600  # characters that a prompt had of its own


def open_threads(apps, schema_editor):
    """Open a thread for each prompt that was not taken back; of those that were, nothing is kept."""
    from forum.text import render  # only now: what it makes of plain lines is safe, whatever it is by then

    Prompt, Thread, Post = (
        apps.get_model(*name) for name in (("essays", "Prompt"), ("forum", "Thread"), ("forum", "Post"))
    )
    Prompt.objects.filter(withdrawn_at__isnull=False).delete()
    for prompt in Prompt.objects.filter(thread=None).select_related("stage__plan").order_by("pk"):
        source = "\n\n".join(line for line in prompt.words.splitlines() if line.strip())
        thread = Thread.objects.create(
            circle_id=prompt.stage.plan.circle_id,
            context="prompt",
            opened_by_id=prompt.member_id,
            opened_at=prompt.at,
            last_post_at=prompt.at,
        )
        thread.opening = Post.objects.create(
            thread=thread,
            author_id=prompt.member_id,
            kind="question",
            source=source,
            html=render(source),
            written_at=prompt.at,
        )
        thread.save(update_fields=["opening"])
        prompt.thread = thread
        prompt.save(update_fields=["thread"])
        # What has not been found so far: the worker writes all of it anew.
        apps.get_model("forum", "Rebuilding").objects.all().delete()


def keep_words(apps, schema_editor):
    """On the way back a prompt has its words again. The thread stays, and is read by itself."""
    for prompt in apps.get_model("essays", "Prompt").objects.select_related("thread__opening"):
        thread, post = prompt.thread, prompt.thread.opening
        prompt.member_id, prompt.at, prompt.words = post.author_id, post.written_at, post.source[:LONGEST]
        prompt.withdrawn_at, prompt.thread = post.withdrawn_at, None
        prompt.save()
        thread.context = ""
        thread.save(update_fields=["context"])


class Migration(migrations.Migration):
    dependencies = [("essays", "0006_prompts_have_threads")]

    operations = [migrations.RunPython(open_threads, keep_words)]
