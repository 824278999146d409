"""Publishing what was corrected, once; and throwing it away."""

from django.urls import reverse

from essays.library.models import Essay, ImportDraft
from essays.library.outline import Block, Outline, Section, to_json
from essays.library.publishing import publish
from forum.circles.actions import open_circle
from tests.essays.library.importing.conftest import fields_of, outline_of, sent_back


def test_publishing_makes_the_essay_as_it_was_corrected_and_empties_the_draft(
    client_of_amara, draft, amara, commons
):
    sent_back(client_of_amara, f"{draft.get_absolute_url()}1/", heading="How it began")

    response = sent_back(client_of_amara, draft.get_absolute_url(), title="On Bridges", then="publish")

    essay = Essay.objects.get()
    assert response.url == essay.get_absolute_url() == "/essays/on-bridges/"
    assert (essay.title, essay.author, essay.circle, essay.put_up_by) == (
        "On Bridges",
        "Q. Tarrant",
        commons,
        amara,
    )
    assert essay.edition.sections.first().heading == "How it began"
    draft.refresh_from_db()
    assert (draft.essay, draft.outline, bytes(draft.data)) == (essay, None, b"")


def test_a_published_draft_leads_to_its_essay(client_of_amara, draft):
    sent_back(client_of_amara, draft.get_absolute_url(), then="publish")

    essay = Essay.objects.get()
    assert client_of_amara.get(draft.get_absolute_url()).url == essay.get_absolute_url()
    assert client_of_amara.get(f"{draft.get_absolute_url()}1/").url == draft.get_absolute_url()
    assert not client_of_amara.get("/essays/import/").context["under_way"]


def test_publishing_twice_makes_one_essay(client_of_amara, draft):
    form = fields_of(client_of_amara.get(draft.get_absolute_url())) | {"then": "publish"}

    first, second = (client_of_amara.post(draft.get_absolute_url(), form) for _ in range(2))

    assert first.url == second.url
    assert Essay.objects.count() == 1


def test_a_text_that_stands_in_the_circle_is_named_and_nothing_typed_is_lost(
    client_of_amara, draft, bashir, commons
):
    twin = publish(member=bashir, circle=commons, outline=outline_of(draft))

    response = sent_back(client_of_amara, draft.get_absolute_url(), title="My title", then="publish")

    assert response.status_code == 409
    assert f'<a href="{twin.get_absolute_url()}">' in response.content.decode()
    assert 'value="My title"' in response.content.decode()
    assert Essay.objects.count() == 1


def test_whoever_left_the_circle_cannot_publish_in_it(client_of_amara, draft, amara):
    attic = open_circle(member=amara, slug="attic", name="Attic")
    sent_back(client_of_amara, draft.get_absolute_url(), circle=attic.pk)
    form = fields_of(client_of_amara.get(draft.get_absolute_url())) | {"then": "publish"}
    amara.memberships.filter(circle=attic).delete()

    assert client_of_amara.post(draft.get_absolute_url(), form).status_code == 422
    assert not Essay.objects.exists()


def test_a_discarded_draft_is_gone(client_of_amara, draft):
    response = client_of_amara.post(reverse("discard_draft", args=[draft.pk]))

    assert response.url == "/essays/import/"
    assert not ImportDraft.objects.exists()


def test_discarding_a_published_draft_leaves_the_essay_and_its_trace(client_of_amara, draft):
    sent_back(client_of_amara, draft.get_absolute_url(), then="publish")

    client_of_amara.post(reverse("discard_draft", args=[draft.pk]))

    assert Essay.objects.get().import_draft == draft


def test_a_text_of_which_all_is_left_out_is_not_published(client_of_amara, amara, commons):
    outline = Outline("", "", "", "", "", (Section("", "", "opening", (Block("left_out", "Menu"),)),))
    draft = ImportDraft.objects.create(member=amara, circle=commons, state="read", outline=to_json(outline))

    response = sent_back(client_of_amara, draft.get_absolute_url(), then="publish")

    assert response.status_code == 409
    assert "keep at least one paragraph" in response.content.decode()
    assert not Essay.objects.exists()
