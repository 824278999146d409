"""What the scripts of the demonstration are played on, and how: by the same actions as everyone's words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from essays.citing.checking import FoundInBook, check
from essays.citing.mending import Meant, mend
from essays.citing.pages import place_of
from essays.demonstration import scripts
from essays.demonstration.cast import cast
from essays.demonstration.scripts import ScriptedPost, ScriptedThread
from essays.library.models import Citation, Essay, Section
from essays.library.publishing import publish
from essays.library.readers import read
from essays.margin.actions import Selection, annotate
from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, edit_post, open_thread, reply, withdraw_post
from forum.debate.models import Post, Thread
from forum.members.models import Member
from forum.sources.actions import find_or_add
from forum.sources.models import Source

LONGEST_MEMORY = timedelta(days=170)  # the cast joined before anything they say


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
        self.play_in(self.commons, script)

    def play_in(self, circle: Circle, script: ScriptedThread) -> None:
        opening = script.opening
        thread = open_thread(
            member=self.members[opening.by],
            circle=circle,
            title=script.title,
            kind=opening.kind,
            source=opening.body,
            evidence=self.evidence_of(opening),
            at=self.time_of(opening.days_ago),
        )
        self.play_on(thread, script)

    def play_on_a_citation(self, script: dict[str, Any]) -> None:
        """What members found when they looked the quotation up, and what they mended."""
        citation = self.citation_of(script["begins"])
        for said in script["checks"]:
            check(
                member=self.members[said["by"]],
                citation=citation,
                found=FoundInBook(
                    finding=said["finding"],
                    says=said.get("says", ""),
                    edition_used=said.get("edition_used", ""),
                    page=said.get("page", ""),
                ),
                at=self.time_of(said["days_ago"]),
            )
        if said := script.get("mended"):
            mend(
                member=self.members[said["by"]],
                citation=citation,
                meant=Meant(self.outline_as_a_source(), said["place"]),
                note=said["note"],
                at=self.time_of(said["days_ago"]),
            )

    def citation_of(self, begins: str) -> Citation:
        cited = Citation.objects.filter(section__edition__essay=self.essays["manual"]).for_reading()
        return next(found for found in cited if place_of(found).quotation.startswith(begins))

    def outline_as_a_source(self) -> Source:
        """The work that the manual's first quotation is from."""
        first = Citation.objects.filter(section__edition__essay=self.essays["manual"], position=1)
        return Source.objects.get(citations=first.get())

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
