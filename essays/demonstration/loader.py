"""Loads the demonstration: two short texts of our own, a cast, and a living margin.

Everything goes through the same actions as everyone's words.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from essays.demonstration import scripts
from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.models import Demonstration
from essays.demonstration.scripts import ScriptedPost, ScriptedThread
from essays.library.models import Essay, Section
from essays.library.publishing import publish
from essays.library.readers import read
from essays.margin.actions import Selection, annotate
from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, edit_post, open_thread, reply, withdraw_post
from forum.debate.models import Post, Thread
from forum.members.models import Member
from forum.sources.actions import find_or_add
from forum.sources.models import Source

LONGEST_MEMORY = timedelta(days=60)  # the cast joined before anything they say


def is_needed() -> bool:
    """Whether the installation is still empty: nobody has joined, nothing has been put up."""
    return not Member.objects.exists() and not Essay.objects.exists()


@transaction.atomic
def load() -> None:
    """Load the whole demonstration, or nothing of it."""
    Demonstration.objects.create()
    stage = Stage.set_up(now=timezone.now())
    for script in scripts.annotations():
        stage.play_in_the_margin(script)
    for script in scripts.threads():
        stage.play_in_the_commons(script)


def open_sign_in(is_open: bool) -> None:
    """Let the cast sign in with the password that is shown, or nobody: only a loopback address may open it.

    Does nothing where no demonstration is loaded, or where it is as asked already.
    """
    demonstration = Demonstration.objects.exclude(is_open=is_open).first()
    if demonstration is None:
        return
    with transaction.atomic():
        for member in Member.objects.filter(handle__in=[person.handle for person in cast()]):
            member.set_password(PASSWORD if is_open else None)
            member.save(update_fields=["password"])
        demonstration.is_open = is_open
        demonstration.save(update_fields=["is_open"])


@dataclass(frozen=True)
class Stage:
    """What the scripts are played on."""

    now: datetime
    commons: Circle
    members: dict[str, Member]
    sources: dict[str, Source]
    essays: dict[str, Essay]

    @classmethod
    def set_up(cls, *, now: datetime) -> "Stage":
        members = {
            person.handle: Member.objects.create_user(
                person.handle,
                f"{person.handle}@example.org",
                display_name=person.display_name,
                about=person.about,
                time_zone=person.time_zone,
                language=person.language,
                joined_at=now - LONGEST_MEMORY,
            )
            for person in cast()
        }
        first = next(iter(members.values()))
        commons = Circle.objects.commons()
        return cls(
            now=now,
            commons=commons,
            members=members,
            sources={facts.pop("key"): find_or_add(member=first, **facts) for facts in scripts.sources()},
            essays={
                name: publish(
                    member=first,
                    circle=commons,
                    outline=read((scripts.CONTENT / filename).read_bytes(), filename),
                )
                for name, filename in scripts.TEXTS.items()
            },
        )

    def play_in_the_margin(self, script: ScriptedThread) -> None:
        opening = script.opening
        annotation = annotate(
            member=self.members[opening.by],
            selections=[self.selection_of(script)],
            kind=opening.kind,
            source=opening.body,
            evidence=self.evidence_of(opening),
            private=script.private,
            at=self.time_of(opening.days_ago),
        )
        self.play_on(annotation.thread, script)

    def play_in_the_commons(self, script: ScriptedThread) -> None:
        opening = script.opening
        thread = open_thread(
            member=self.members[opening.by],
            circle=self.commons,
            title=script.title,
            kind=opening.kind,
            source=opening.body,
            evidence=self.evidence_of(opening),
            at=self.time_of(opening.days_ago),
        )
        self.play_on(thread, script)

    def play_on(self, thread: Thread, script: ScriptedThread) -> None:
        """The replies, each under the last post one level above it, and what authors later did to their words."""
        opening = thread.posts.get(path="")
        written = [(opening, script.opening)]
        branch = [opening]
        for line in script.replies:
            post = reply(
                member=self.members[line.by],
                answers=branch[line.depth - 1],
                kind=line.kind,
                source=line.body,
                evidence=self.evidence_of(line),
                at=self.time_of(line.days_ago),
            )
            branch[line.depth :] = [post]
            written.append((post, line))
        for post, line in written:
            self.play_afterwards(post, line)

    def play_afterwards(self, post: Post, line: ScriptedPost) -> None:
        if line.edited_body:
            edit_post(
                member=post.author,
                post=post,
                kind=line.kind,
                source=line.edited_body,
                evidence=self.evidence_of(line),
                at=self.time_of(line.edited_days_ago),
            )
        if line.withdrawn:
            withdraw_post(member=post.author, post=post, at=self.time_of(line.days_ago) + timedelta(hours=2))

    def selection_of(self, script: ScriptedThread) -> Selection:
        section = self.section_of(script)
        start = section.text.index(script.begins)
        end = section.text.index(script.ends, start) + len(script.ends)
        return Selection(section=section, start=start, end=end, exact=section.text[start:end])

    def section_of(self, script: ScriptedThread) -> Section:
        sections = Section.objects.filter(edition__essay=self.essays[script.text])
        return next(found for found in sections if script.section in (found.label, found.heading))

    def evidence_of(self, line: ScriptedPost) -> list[EvidenceGiven]:
        return [
            EvidenceGiven(
                source=self.sources[given["source"]],
                locator=given.get("locator", ""),
                says=given["says"],
                stance=given["stance"],
            )
            for given in line.evidence
        ]

    def time_of(self, days_ago: float) -> datetime:
        return self.now - timedelta(days=days_ago)
