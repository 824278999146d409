"""Notes from elsewhere: read, reported, confirmed, written, and taken back."""

from django.urls import reverse

from essays.exchange.tasks import read_notes, write_notes
from essays.margin.models import Annotation, Placement, Tally
from forum.debate.actions import reply, withdraw_post
from forum.debate.models import Post, Thread
from tests.essays.conftest import SAID_IN_SHORT
from tests.essays.exchange.conftest import states_of
from tests.essays.exchange.samples import annotation, row


def test_nothing_is_written_before_it_is_confirmed(essay, bring, amara, client):
    bringing = bring(essay, amara, [annotation()])

    page = client.get(bringing.get_absolute_url())
    assert "What is in this file" in page.content.decode()
    assert "nobody &lt;led&gt; it" in page.content.decode()
    assert (bringing.state, bringing.counts, bytes(bringing.data)) == ("read", {"exact": 1}, b"")
    assert not Annotation.objects.exists()


def test_a_confirmed_note_stands_in_the_margin_from_elsewhere(essay, section, bring, confirm, amara, client):
    confirm(bring(essay, amara, [annotation()]))

    note = Annotation.objects.get()
    opening, place = note.thread.opening, Placement.objects.get()
    start = section.text.index("nobody <led> it")
    assert (place.state, place.section, place.start) == ("exact", section, start)
    assert (opening.author, opening.elsewhere, opening.written_at.year) == (amara, "Jane Doe", 2019)
    client.logout()
    for address in (
        reverse("section", args=[essay.slug, section.slug]),
        note.get_absolute_url(),
        reverse("front_door"),
    ):
        assert "Jane Doe, from elsewhere (brought by Amara)" in client.get(address).content.decode(), address
    assert "I doubt it." not in client.get(amara.get_absolute_url()).content.decode()


def test_nobody_edits_what_came_from_elsewhere_and_who_brought_it_may_withdraw_it(
    essay, bring, confirm, amara, client
):
    confirm(bring(essay, amara, [annotation()]))
    post = Post.objects.get()

    client.force_login(amara)
    page = client.get(post.thread.annotation.get_absolute_url()).content.decode()
    assert f"/posts/{post.pk}/edit/" not in page
    assert f"/posts/{post.pk}/withdraw/" in page
    assert (
        client.post(reverse("edit_post", args=[post.pk]), {"source": "x", "kind": "comment"}).status_code
        == 403
    )
    client.post(reverse("withdraw_post", args=[post.pk]))
    post.refresh_from_db()
    assert post.withdrawn_at


def test_an_export_of_hypothesis_is_brought_with_its_replies(essay, bring, confirm, amara):
    answer = row(
        2, text="Me too.", user="acct:tom@hypothes.is", references=["row1"], target=[{"source": "https://x"}]
    )
    shown = row(
        3, "the water was warm all the same", user_info={"display_name": "Ruth"}, tags=["heat", "water"]
    )
    for document in ({"rows": [answer, row(1), shown], "total": 3}, {"annotations": [answer, row(1), shown]}):
        bringing = bring(essay, amara, document)
        assert states_of(bringing) == ["exact", "exact", "exact"]

    confirm(bringing)
    said = {post.elsewhere: (post.source, post.depth) for post in Post.objects.all()}
    assert said == {
        "jane": ("I *doubt* it.", 0),
        "tom": ("Me too.", 1),
        "Ruth": ("I *doubt* it.\n\nTags: heat, water", 0),
    }


def test_what_is_private_elsewhere_is_private_here(essay, bring, confirm, amara):
    confirm(bring(essay, amara, [row(1), row(2, permissions={"read": ["acct:jane@hypothes.is"]})]))

    assert [thread.private_to for thread in Thread.objects.order_by("pk")] == [None, amara]


def test_all_of_it_may_be_for_the_member_alone(essay, bring, confirm, amara):
    confirm(bring(essay, amara, [annotation(1), annotation(2, "the water was warm")]), layer="private")

    assert {thread.private_to for thread in Thread.objects.all()} == {amara}
    assert set(Tally.objects.values_list("circle", "private_to")) == {(None, amara.pk)}


def test_other_words_are_placed_with_what_differs_and_lost_ones_are_told(
    essay, bring, confirm, amara, client
):
    edited = annotation(1, "A key is not one committee, and a committee is not a key")
    lost = annotation(2, "The roof was blue and it leaked all through the winter")
    bringing = bring(essay, amara, [edited, lost])

    assert states_of(bringing) == ["edited", "gone"]
    page = client.get(bringing.get_absolute_url()).content.decode()
    assert "<del>" in page
    assert "not found in the text" in page
    confirm(bringing)
    place = Placement.objects.get()
    assert place.state == "edited"
    assert place.section.text[place.start : place.end] == SAID_IN_SHORT.rstrip(".")
    assert place.passage.exact == "A key is not one committee, and a committee is not a key"


def test_lost_ones_are_kept_if_the_member_says_so(essay, bring, confirm, amara, client):
    confirm(bring(essay, amara, [annotation(1, "The roof was blue and it leaked")]), keeps_gone=True)

    place = Placement.objects.get()
    assert (place.state, place.section, place.start) == ("gone", None, None)
    assert "no longer in the text" in client.get(Annotation.objects.get().get_absolute_url()).content.decode()


def test_the_same_file_twice_brings_nothing_new(essay, bring, confirm, amara, bashir):
    items = [annotation(1), annotation(2, "the water was warm"), annotation(1)]
    first = bring(essay, amara, items)
    assert states_of(first) == ["exact", "exact", "here"]
    confirm(first)

    assert states_of(bring(essay, amara, items)) == ["here"] * 3
    assert states_of(bring(essay, bashir, [annotation(1)])) == ["here"]
    assert states_of(bring(essay, amara, [annotation(1, body={"value": "Other words."})])) == ["exact"]


def test_private_notes_of_others_are_no_reason_to_leave_a_note_out(essay, bring, confirm, amara, bashir):
    confirm(bring(essay, amara, [annotation(1)]), layer="private")

    assert states_of(bring(essay, bashir, [annotation(1)])) == ["exact"]


def test_notes_written_here_are_known_when_they_come_back(margin, essay, export, bring, amara, bashir):
    data = export(essay, "jsonld", member=amara)

    assert set(states_of(bring(essay, bashir, data))) == {"here"}


def test_what_its_author_withdrew_here_is_not_brought_back(essay, note_on, export, bring, amara, bashir):
    note = note_on(bashir, "the water was warm", source="I regret this.")
    data = export(essay, "jsonld", member=amara)
    withdraw_post(member=bashir, post=note.thread.opening)

    assert states_of(bring(essay, amara, data)) == ["here"]


def test_a_file_is_written_once_however_often_it_is_asked_for(essay, bring, confirm, amara, client):
    bringing = confirm(bring(essay, amara, [annotation()]))

    write_notes.call(bringing.pk)
    read_notes.call(bringing.pk)
    client.post(bringing.get_absolute_url(), {"layer": "circle"})
    write_notes.call(bringing.pk)

    assert Annotation.objects.count() == 1


def test_an_import_is_taken_back_but_for_what_others_answered(essay, bring, confirm, amara, bashir, client):
    items = [
        annotation(1),
        annotation(2, "the water was warm"),
        annotation(3, target="https://elsewhere.example/2", motivation="replying"),
        annotation(4, SAID_IN_SHORT),
    ]
    bringing = confirm(bring(essay, amara, items))
    reply(
        member=bashir,
        answers=Post.objects.get(opens__annotation__passages__exact=SAID_IN_SHORT),
        source="Hm.",
    )

    answer = client.post(reverse("take_back_bringing", args=[bringing.pk]), follow=True)

    assert "1 note stays" in answer.content.decode()
    assert [post.elsewhere for post in Post.objects.order_by("pk")] == ["Jane Doe", ""]
    assert Annotation.objects.count() == 1
    assert list(Tally.objects.exclude(count=0).values_list("count", flat=True)) == [1]
    assert states_of(bring(essay, amara, items[:1])) == ["exact"]


def test_one_of_many_notes_on_a_block_is_counted_and_numbered_like_others(
    essay, section, note_on, bring, confirm, amara
):
    note_on(amara, "nobody <led> it")
    confirm(bring(essay, amara, [annotation(n, "the water was warm", kind="question") for n in range(3)]))
    note_on(amara, "the water was warm", kind="question")

    assert list(Placement.objects.order_by("pk").values_list("nth", flat=True)) == [1, 2, 3, 4, 5]
    assert dict(Tally.objects.values_list("kind", "count")) == {"comment": 1, "question": 4}
