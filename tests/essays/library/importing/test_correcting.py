import html

import pytest

from essays.library.importing.forms import languages
from essays.library.importing.pages import BLOCKS_A_PART
from essays.library.models import ImportDraft
from essays.library.outline import Block, Citation, Outline, Section, to_json
from tests.essays.library.importing.conftest import fields_of, outline_of, sent_back


def names(draft: ImportDraft):
    return [(section.label, section.heading) for section in outline_of(draft).sections]


@pytest.fixture
def long_draft(amara, commons) -> ImportDraft:
    """A text of one section that is longer than one form takes."""
    blocks = [
        Block("paragraph", f"Step {n} of the long stair.", Citation(f"Stair {n}"))
        for n in range(2 * BLOCKS_A_PART + 5)
    ]
    outline = to_json(Outline("", "", "", "", "", (Section("", "", "opening", tuple(blocks)),)))
    return ImportDraft.objects.create(member=amara, circle=commons, state="read", outline=outline)


def test_the_draft_says_what_was_found(client_of_amara, draft):
    page = client_of_amara.get(draft.get_absolute_url()).content.decode()

    assert "5 sections, 10 quotations, 3 citations that name no work, such as ‘ibid’" in page
    assert "b) The ferry often waited, rather than sailed" in page
    assert 'value="Q. Tarrant"' in page
    assert '<meta name="taken" content="import">' in page  # what was pasted is no longer kept in the browser


def test_title_author_date_and_language_are_corrected(client_of_amara, draft):
    said = {"title": "On Bridges", "author": "Q. T.", "date": "1911", "language": "fr", "subtitle": ""}

    response = sent_back(client_of_amara, draft.get_absolute_url(), **said)

    assert response.url == draft.get_absolute_url()
    outline = outline_of(draft)
    assert {name: getattr(outline, name) for name in said} == said


def test_another_circle_is_chosen(client_of_amara, draft, kitchen):
    sent_back(client_of_amara, draft.get_absolute_url(), circle=kitchen.pk)

    draft.refresh_from_db()
    assert draft.circle == kitchen


def test_a_section_shows_its_quotations_with_what_they_cite(client_of_amara, draft):
    page = client_of_amara.get(f"{draft.get_absolute_url()}2/").content.decode()

    assert "Brandt, <cite>The history of the Long Pier</cite>, p. 22" in page
    assert "No author or work given" in page


def test_a_heading_kinds_and_a_citation_are_corrected(client_of_amara, draft):
    changes = {
        "label": "B",
        "heading": "Who waited",
        "kind-1": "quotation",
        "author-3": "Brandt",
        "work-3": "The Pier",
    }

    response = sent_back(client_of_amara, f"{draft.get_absolute_url()}2/", **changes)

    assert response.url == f"{draft.get_absolute_url()}2/"
    section = outline_of(draft).sections[1]
    assert (section.label, section.heading) == ("B", "Who waited")
    assert section.blocks[1].kind == "quotation"
    citation = section.blocks[3].citation
    assert (citation.raw, citation.author, citation.work) == ("ibid", "Brandt", "The Pier")


def test_a_paragraph_is_left_out_and_taken_back(client_of_amara, draft):
    address = f"{draft.get_absolute_url()}2/"
    left_out = outline_of(draft).sections[1].blocks[1]

    sent_back(client_of_amara, address, **{"kind-1": "left_out"})

    page = client_of_amara.get(address).content.decode()
    assert left_out.text in html.unescape(page)
    assert '<option value="left_out" selected>Leave out</option>' in page
    assert "1 paragraph left out" in client_of_amara.get(draft.get_absolute_url()).content.decode()

    sent_back(client_of_amara, address, **{"kind-1": left_out.kind})
    assert outline_of(draft).sections[1].blocks[1] == left_out


def test_the_languages_begin_with_those_of_the_text_and_of_whoever_brings_it(amara):
    codes = [code for code, _ in languages(first=["cy", amara.language])]
    names = dict(languages(first=["qu-PE"]))

    assert codes[:4] == ["cy", "en-gb", "en", "es"]
    assert len(codes) == len(set(codes))
    assert codes.index("af") < codes.index("sq") > codes.index("zh-hans")  # “Afrikaans” before “Shqip”
    assert names["fr"] == "Français"
    assert names["qu-PE"] == "Qu-PE"


def test_what_is_sent_back_unchanged_changes_nothing(client_of_amara, draft):
    before = outline_of(draft)

    for number in range(1, 6):
        sent_back(client_of_amara, f"{draft.get_absolute_url()}{number}/")
    sent_back(client_of_amara, draft.get_absolute_url(), language=before.language)

    assert outline_of(draft) == before


def test_a_section_begins_where_it_is_told_to_with_all_else_that_was_corrected(client_of_amara, draft):
    response = sent_back(client_of_amara, f"{draft.get_absolute_url()}1/", heading="First", then="begin-3")

    assert response.url == f"{draft.get_absolute_url()}2/"
    assert names(draft)[:2] == [("a", "First"), ("", "The clerk of the company put the rule like this;")]


def test_what_is_no_section_joins_the_one_before(client_of_amara, draft):
    joined = len(outline_of(draft).sections[0].blocks)

    response = sent_back(client_of_amara, f"{draft.get_absolute_url()}2/", then="join")

    assert response.url == f"{draft.get_absolute_url()}1/#block-{joined + 1}"
    assert [label for label, _ in names(draft)] == ["a", "c", "d", "f"]


def test_going_on_leads_through_all_sections_and_back(client_of_amara, draft):
    address = f"{draft.get_absolute_url()}1/"
    visited = []
    while address != draft.get_absolute_url():
        visited.append(address)
        address = sent_back(client_of_amara, address, then="next").url

    assert visited == [f"{draft.get_absolute_url()}{number}/" for number in range(1, 6)]


@pytest.mark.parametrize(
    "changes",
    [{"kind-1": "poem"}, {"then": "begin-999"}, {"then": "join"}, {"heading": "x" * 301}, {"seen": ""}],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(client_of_amara, draft, changes):
    before = outline_of(draft)

    response = sent_back(client_of_amara, f"{draft.get_absolute_url()}1/", **changes)

    assert response.status_code == 422
    assert outline_of(draft) == before


@pytest.mark.parametrize("place", ["99/", "0/", "1/?part=2"])
def test_there_is_no_page_beyond_the_text(client_of_amara, draft, place):
    assert client_of_amara.get(f"{draft.get_absolute_url()}{place}").status_code == 404


def test_a_long_section_is_corrected_in_parts(client_of_amara, long_draft):
    first = f"{long_draft.get_absolute_url()}1/"
    second = sent_back(client_of_amara, first, then="next").url
    assert second == f"{first}?part=2"

    response = sent_back(
        client_of_amara, second, **{f"kind-{BLOCKS_A_PART}": "verse", "then": f"begin-{BLOCKS_A_PART + 1}"}
    )

    assert len(fields_of(client_of_amara.get(first))) < 1000
    assert response.url == f"{long_draft.get_absolute_url()}2/"
    sections = outline_of(long_draft).sections
    assert [len(section.blocks) for section in sections] == [BLOCKS_A_PART + 1, BLOCKS_A_PART + 4]
    assert sections[0].blocks[-1].kind == "verse"


def test_of_two_windows_the_later_is_told_and_overwrites_nothing(client_of_amara, draft):
    address = f"{draft.get_absolute_url()}1/"
    opened_earlier = fields_of(client_of_amara.get(address))
    sent_back(client_of_amara, address, heading="Said first")

    response = client_of_amara.post(address, opened_earlier | {"heading": "Said later"}, follow=True)

    assert "changed in another window" in response.content.decode()
    assert names(draft)[0] == ("a", "Said first")


def test_two_windows_on_two_sections_do_not_mind_each_other(client_of_amara, draft):
    opened_earlier = fields_of(client_of_amara.get(f"{draft.get_absolute_url()}1/"))
    sent_back(client_of_amara, f"{draft.get_absolute_url()}2/", heading="The second")

    client_of_amara.post(f"{draft.get_absolute_url()}1/", opened_earlier | {"heading": "The first"})

    assert names(draft)[:2] == [("a", "The first"), ("b", "The second")]


def test_words_typed_in_the_later_window_are_shown_again_and_may_be_insisted_on(client_of_amara, draft):
    address = draft.get_absolute_url()
    opened_earlier = fields_of(client_of_amara.get(address))
    sent_back(client_of_amara, address, title="Said first")

    told = client_of_amara.post(address, opened_earlier | {"title": "Said later"})
    assert told.status_code == 409
    assert 'value="Said later"' in told.content.decode()
    assert outline_of(draft).title == "Said first"

    client_of_amara.post(address, fields_of(told))
    assert outline_of(draft).title == "Said later"


@pytest.mark.parametrize("place", ["", "1/", "discard/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_draft_is_not_there(as_member, bashir, draft, place, method):
    response = getattr(as_member(bashir), method)(f"{draft.get_absolute_url()}{place}")

    assert response.status_code == (405 if (method, place) == ("get", "discard/") else 404)
    assert ImportDraft.objects.get().state == "read"


@pytest.mark.parametrize("place", ["", "1/"])
def test_a_visitor_is_led_to_the_entrance(client, draft, place):
    client.logout()
    address = f"{draft.get_absolute_url()}{place}"

    assert client.get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("place", ["", "1/", "discard/"])
def test_every_form_asks_for_its_csrf_token(client, amara, draft, place):
    client.handler.enforce_csrf_checks = True
    client.force_login(amara)

    assert client.post("/essays/import/", {"text": "a"}).status_code == 403
    assert client.post(f"{draft.get_absolute_url()}{place}").status_code == 403


@pytest.mark.parametrize(("place", "queries"), [("", 4), ("2/", 3)])
def test_a_page_of_a_draft_takes_few_queries(
    client_of_amara, draft, django_assert_num_queries, place, queries
):
    client_of_amara.get("/essays/import/")  # her visit has begun
    with django_assert_num_queries(queries):
        client_of_amara.get(f"{draft.get_absolute_url()}{place}")
