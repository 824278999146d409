"""What a page about one post tells of what stands around it: the passage it is about, and the post it answers."""

from dataclasses import dataclass

from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Post
from forum.debate.pages import title_of
from forum.debate.restraining.hows import in_short
from forum.text import excerpt

WORDS = 200  # code points of the post that is answered


@dataclass(frozen=True)
class Answered:
    """The post that another answers: who wrote it, where it stands, and its first words, "" once it is withdrawn."""

    author: str
    href: str
    words: str


@dataclass(frozen=True)
class Surroundings:
    """`place` is None in a thread of a circle's own, `answered` above an opening post."""

    section: str  # of the main menu
    title: str  # what the thread is called
    place: Context | None
    answered: Answered | None


def surroundings_of(post: Post) -> Surroundings:
    """What stands around `post`, which comes with its thread and the thread's opening post. Two queries at most."""
    place = contexts_of([post.thread]).get(post.thread_id)
    answered = Post.objects.select_related("author").filter(pk=post.answers_id).first()
    return Surroundings(
        section=place.section if place else "talk",
        title=title_of(post.thread, place),
        place=place,
        answered=_answered(answered) if answered else None,
    )


def _answered(post: Post) -> Answered:
    words = "" if post.withdrawn_at else excerpt(post.html, WORDS) or in_short(post.restraint)
    return Answered(author=post.elsewhere or post.author.name, href=post.get_absolute_url(), words=words)
