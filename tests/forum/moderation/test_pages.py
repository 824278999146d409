"""The pages of cases, as each of those in them and around them reads them."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse

from forum.debate.actions import reply
from forum.members.models import Member
from forum.moderation.appealing import appeal
from forum.moderation.flagging import flag
from forum.moderation.models import Ballot, Case, Flag, Panel
from forum.moderation.practice import open_practice
from forum.moderation.seating import take_seat
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, RUDE, all_vote, decided, drawn, opened, seated

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Lets the clock of a page stand where its case does."""
    at = {"is": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: at["is"])
    return lambda moment: at.update({"is": moment})


@pytest.fixture
def many(settle):
    return settle(30)


@pytest.fixture
def read(client):
    """What a page says to a member, or to a visitor, without its markup's line breaks."""

    def page(url: str, member=None) -> str:
        client.logout()
        if member is not None:
            client.force_login(member)
        response = client.get(url)
        assert response.status_code == 200, response.status_code
        return " ".join(response.content.decode().split())

    return page


@pytest.fixture
def send(client):
    """Send a form of a case as a member, and follow where it leads."""

    def form(name: str, case: Case, member, **said):
        client.force_login(member)
        return client.post(reverse(name, args=[case.pk]), said, follow=True)

    return form


def test_the_author_gives_a_number_of_typed_words_and_gets_a_receipt(many, rude, amara, read, send):
    case = opened(rude, *many[:2])
    assert "You can add a number to the draw" in read(case.get_absolute_url(), amara)

    refused = send("give_number", case, amara)
    assert refused.status_code == 422
    assert "Type a few words" in refused.content.decode()

    page = send("give_number", case, amara, words="three blind mice").content.decode()

    receipt = Entry.objects.get(type="nonce")
    assert receipt.read("nonce") == sha256(b"three blind mice").hexdigest()
    assert "three blind mice" not in receipt.body
    assert f"entry {receipt.number}" in page
    assert receipt.hash in page
    assert "Your number is in the draw" in page


def test_a_number_that_a_browser_made_goes_into_the_draw_as_it_is(many, rude, amara, send):
    case = opened(rude, *many[:2])
    assert send("give_number", case, amara, number="ab" * 32).status_code == 200
    assert Entry.objects.get(type="nonce").read("nonce") == "ab" * 32


def test_a_bystander_and_a_visitor_read_what_is_asked_and_can_do_nothing(many, rude, bashir, read):
    case = opened(rude, *many[:2])
    for reader in (None, bashir):
        page = read(case.get_absolute_url(), reader)
        assert "Before the draw" in page
        assert RUDE.split(".")[0] in page
        assert '<form class="form" method="post"' not in page.split('id="main"')[1]


def test_whoever_flagged_alone_sees_their_flag_and_takes_it_back(many, rude, amara, client, read, send):
    case = flag(member=many[0], post=rude, at=NOW).case
    assert "Only you see this yet" in read(case.get_absolute_url(), many[0])
    client.force_login(amara)
    assert client.get(case.get_absolute_url()).status_code == 404

    send("withdraw_flag", case, many[0])

    case.refresh_from_db()
    assert case.is_closed


def test_a_seat_is_taken_or_given_back_on_the_cases_page(many, rude, read, send):
    panel = drawn(opened(rude, *many[:2]))
    first, second = panel.seats.order_by("place")[:2]
    assert "The lot has fallen on you" in read(panel.case.get_absolute_url(), first.member)

    taken = send("take_seat", panel.case, first.member).content.decode()
    given = send("give_seat_back", panel.case, second.member).content.decode()

    assert f"You have seat {first.number}" in taken
    assert "The next in the order drawn is asked" in given
    first.refresh_from_db(), second.refresh_from_db()
    assert first.is_taken
    assert not second.is_live


def test_a_panel_reads_why_and_votes_blind_then_reads_the_reasons_and_votes_again(many, rude, read, send):
    case = opened(rude, *many[:2], reason="It shames people.", passage="You should be ashamed.")
    panel = seated(case)
    seats = list(panel.seats.taken().order_by("number"))
    url = case.get_absolute_url()
    page = read(url, seats[0].member)
    assert "It shames people." in page
    assert "Vote, each alone" in page

    for seat in seats:
        send("cast_vote", case, seat.member, choice="fold", reason=f"Seat number {seat.number} thinks so.")
        other = seats[-1] if seat != seats[-1] else seats[0]
        if seat != seats[-1]:
            assert f"Seat number {seat.number}" not in read(url, other.member)
    page = read(url, seats[0].member)
    assert "Vote for the last time" in page
    assert all(f"Seat number {seat.number} thinks so." in page for seat in seats)
    assert "Seat number 1" not in read(url, many[0])

    refused = send("cast_vote", case, seats[0].member, choice="fold", reason="")
    assert refused.status_code == 422
    assert "Every vote has a reason" in refused.content.decode()
    for seat in seats:
        send("cast_vote", case, seat.member, choice="note", reason=f"After all, says {seat.number}.")
    assert "A line under the post" in read(url)
    assert "After all, says 3." in read(url)


def test_who_sat_is_told_when_the_case_is_closed_and_never_which_seat_was_whose(many, rude, read):
    case = decided(opened(rude, *many[:2]), "keep")
    url = case.get_absolute_url()
    page = read(url)
    seats = case.panel.seats.taken().select_related("member")
    sat = ", ".join(sorted(seat.member.name for seat in seats))
    assert f"<p>{sat}</p>" in page
    assert "Kept as it is" in page


def test_a_small_circle_is_told_how_many_sat_and_before_one_flags_that_people_may_guess(
    settle, rude, many, read
):
    address = reverse("flag_post", args=[rude.pk])
    assert "people may guess" not in read(address, many[0])
    Member.objects.filter(pk__in=[one.pk for one in many[8:]]).update(is_active=False)
    assert "people may guess" in read(address, many[0])
    case = decided(opened(rude, *many[:2]), "keep")
    page = read(case.get_absolute_url())
    assert "3 members, who are not named" in page
    assert not [one for one in many if f"{one.name}<" in page]


def test_who_sits_is_not_told_while_the_case_is_open(many, rude, read):
    panel = seated(opened(rude, *many[:2]))
    page = read(panel.case.get_absolute_url(), many[0])
    assert not [seat.member.handle for seat in panel.seats.all() if f">{seat.member.handle}<" in page]


def test_the_author_appeals_with_a_reason_and_a_fresh_panel_is_drawn(many, rude, amara, read, send):
    case = decided(opened(rude, *many[:2]), "fold")
    assert "You can ask a fresh panel" in read(case.get_absolute_url(), amara)
    assert "You can ask a fresh panel" not in read(case.get_absolute_url(), many[0])

    page = send("appeal_ruling", case, amara, reason="It was said of the tea.").content.decode()

    assert "Appealed" in page
    assert "You can add a number to the draw" in page
    send("give_number", case, amara, words="mice")
    assert Panel.objects.get(kind=Panel.Kind.APPEAL).draw.nonce_entry is not None
    assert "It was said of the tea." in read(case.get_absolute_url())


def test_an_author_who_was_away_has_the_panel_drawn_again(many, rude, amara, read, send):
    case = opened(rude, *many[:2])
    drawn(case, nonce=None)
    assert "You were away when the lot was drawn?" in read(case.get_absolute_url(), amara)

    assert "You can add a number to the draw" in send("draw_again", case, amara).content.decode()

    assert case.panels.count() == 2


def test_what_harasses_whoever_flagged_is_kept_from_them_and_folded_for_others(
    many, rude, amara, bashir, read
):
    case = opened(rude, many[0], grounds="harassment")
    url = case.get_absolute_url()
    assert "stupid thing" not in read(url, many[0])
    assert "Folded: read them" in read(url, bashir)
    assert "Folded: read them" not in read(url, amara)


def test_hidden_words_are_read_by_their_author_and_the_panel_alone(many, rude, amara, bashir, read):
    case = decided(opened(rude, *many[:2]), "hide")
    url = case.get_absolute_url()
    sat = case.panel.seats.taken().first().member
    assert "stupid thing" in read(url, amara)
    assert "stupid thing" in read(url, sat)
    for other in (None, bashir, many[0]):
        assert "stupid thing" not in read(url, other)


def test_a_post_is_flagged_with_guideline_passage_and_reason(many, rude, client):
    client.force_login(many[0])
    url = reverse("flag_post", args=[rude.pk])
    page = client.get(url, {"words": "should be  ashamed"}).content.decode()
    assert "should be ashamed</textarea>" in page
    guideline = rude.thread.circle.guideline_list[2]

    refused = client.post(url, {"grounds": "guideline", "passage": "never said", "reason": ""})
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "These words are not in the post" in said
    assert "Say in a sentence why" in said
    assert "Choose the guideline" in said

    form = {
        "grounds": "guideline",
        "guideline": guideline,
        "passage": "a stupid thing",
        "reason": "It mocks.",
    }
    done = client.post(url, form)

    flagged = Flag.objects.get()
    assert done["Location"] == flagged.case.get_absolute_url()
    assert (flagged.guideline, flagged.passage, flagged.reason) == (guideline, "a stupid thing", "It mocks.")


def test_whose_flag_opens_nothing_is_told_so_before_they_flag(many, rude, bashir, read):
    address = reverse("flag_post", args=[rude.pk])
    assert "opens nothing yet" in read(address, bashir)
    assert "opens nothing yet" not in read(address, many[0])


def test_a_fourth_flag_is_refused_where_it_was_typed(many, rude, amara, client):
    for number in range(3):
        flag(member=many[0], post=reply(member=amara, answers=rude, source=f"And {number}."), at=NOW)
    client.force_login(many[0])
    form = {"grounds": "spam", "guideline": rude.thread.circle.guideline_list[0], "reason": "So."}
    refused = client.post(reverse("flag_post", args=[rude.pk]), form)
    assert refused.status_code == 422
    assert "three flags open" in refused.content.decode()
    assert "So." in refused.content.decode()


def test_nobody_is_offered_to_flag_what_is_their_own(rude, amara, bashir, read):
    url = rude.thread.get_absolute_url()
    link = reverse("flag_post", args=[rude.pk])
    assert link not in read(url, amara)
    assert link in read(url, bashir)
    assert link not in read(url)


def test_a_practice_case_is_marked_everywhere_and_joined_by_whoever_comes(many, commons, client, read, send):
    client.force_login(many[0])
    guideline = commons.guideline_list[0]
    page = client.post(
        reverse("begin_practice", args=[commons.slug]),
        {"words": "Tea is *wrong*.", "guideline": guideline},
        follow=True,
    ).content.decode()
    case = Case.objects.get()
    assert "counts for nothing" in page
    assert "<em>wrong</em>" in page

    for other in many[1:3]:
        assert "A seat is free" in read(case.get_absolute_url(), other)
        send("sit_in_practice", case, other)

    assert "Vote, each alone" in read(case.get_absolute_url(), many[2])
    assert "counts for nothing" in read(f"{reverse('cases')}?show=practice")
    assert f"Case {case.pk}" not in read(reverse("cases"))
    assert not Entry.objects.exists()


def test_lists_show_what_is_open_what_is_decided_and_what_is_ones_own(many, rude, amara, bashir, read):
    case = opened(rude, *many[:2])
    here = f'href="{case.get_absolute_url()}"'
    cases = reverse("cases")
    assert here in read(cases)
    assert here in read(reverse("circle_cases", args=[case.circle.slug]))
    assert here not in read(f"{cases}?show=decided")
    assert here in read(f"{cases}?show=mine", amara)
    assert here in read(f"{cases}?show=mine", many[0])
    assert here not in read(f"{cases}?show=mine", bashir)

    decided(case, "fold")
    assert here not in read(cases)
    assert here in read(f"{cases}?show=decided")


def test_what_a_case_waits_for_stands_on_the_front_door_until_it_is_done(many, rude, amara, read):
    case = opened(rude, *many[:2])
    here = f'href="{case.get_absolute_url()}"'
    front = reverse("front_door")
    assert here in read(front, amara)
    panel = drawn(case)
    seat = panel.seats.first()
    assert here not in read(front, amara)
    assert "A seat on a panel is offered to you" in read(front, seat.member)

    for one in panel.seats.live():
        take_seat(member=one.member, seat=one, at=NOW)
    panel.refresh_from_db()
    assert "the first vote is yours to give" in read(front, seat.member)
    all_vote(panel, "keep")
    assert "Read your panel’s reasons" in read(front, seat.member)


def readers_of(case: Case, amara, many, bashir):
    """One of each role, by name."""
    panel = case.panel
    seat = panel.seats.live().first()
    reserve = panel.draw.leaves.filter(place__gte=panel.n).order_by("-place").first() if panel.draw else None
    return {
        "author": amara,
        "flagger": many[0],
        "panel": seat.member if seat else None,
        "reserve": reserve.member if reserve else None,
        "bystander": bashir,
    }


def test_a_case_takes_as_many_queries_whoever_reads_it_and_however_far_it_is(
    settle, rude, amara, bashir, client, django_assert_max_num_queries
):
    many = settle(30)
    case = opened(rude, *many[:2])
    stages = [lambda: None, lambda: drawn(case), lambda: seated(case)]
    stages += [lambda: all_vote(case.panel, "fold"), lambda: all_vote(case.panel, "fold")]
    stages += [lambda: appeal(member=amara, case=case, reason="No.", at=NOW + 3 * HOUR)]
    stages += [lambda: seated(case, NOW + 3 * HOUR), lambda: all_vote(case.panel, "affirm")]
    stages += [lambda: all_vote(case.panel, "affirm")]
    for stage in stages:
        stage()
        case.refresh_from_db()
        for role, reader in readers_of(case, amara, many, bashir).items():
            if reader is None:
                continue
            client.force_login(reader)
            client.get(case.get_absolute_url())  # which remembers the visit, and takes notices as read
            with django_assert_max_num_queries(
                10 + case.is_closed
            ):  # it is looked up whether to tell who sat
                assert client.get(case.get_absolute_url()).status_code == 200, role
        client.logout()
        with django_assert_max_num_queries(4 + case.is_closed):
            client.get(case.get_absolute_url())
    assert case.is_closed
    assert Ballot.objects.count() == 14 + 2 * case.panel.seats.taken().count()


def test_lists_take_as_many_queries_however_long_they_are(
    many, rude, amara, client, django_assert_max_num_queries
):
    opened(rude, *many[:2])
    for number in range(4):
        case = Case.objects.get(post=rude)
        case.pk, case.post, case.revision, case.kind = None, None, None, Case.Kind.CONDUCT
        case.about, case.salt = None, f"{number}"
        case.save()
    with django_assert_max_num_queries(2):
        client.get(reverse("cases"))
    client.force_login(amara)
    client.get(reverse("cases"))  # which remembers the visit
    for show in ("open", "decided", "mine", "practice"):
        with django_assert_max_num_queries(4):
            client.get(reverse("cases"), {"show": show})


def test_cases_of_a_closed_circle_do_not_exist_for_others(amara, bashir, kitchen, client):
    words = kitchen.guideline_list[0]
    case = open_practice(member=amara, circle=kitchen, words="So.", guideline=words)
    client.force_login(bashir)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.get(reverse("circle_cases", args=[kitchen.slug])).status_code == 404
    assert case.get_absolute_url() not in client.get(reverse("cases"), {"show": "practice"}).content.decode()
    assert client.post(reverse("sit_in_practice", args=[case.pk])).status_code == 404


def test_whoever_has_no_part_in_a_case_is_told_so(many, rude, bashir, client):
    case = opened(rude, *many[:2])
    client.force_login(bashir)
    for name in ("give_number", "draw_again", "appeal_ruling", "take_seat", "give_seat_back", "cast_vote"):
        assert client.post(reverse(name, args=[case.pk])).status_code == 403, name
    for name in ("sit_in_practice", "withdraw_flag"):
        assert client.post(reverse(name, args=[case.pk])).status_code == 403, name


def test_the_entry_of_a_ruling_leads_to_its_case_and_any_other_to_itself(many, rude, client):
    case = decided(opened(rude, *many[:2]), "fold")
    ruled = client.get(reverse("ruling", args=[case.rulings.get().entry.number]))
    assert ruled["Location"] == case.get_absolute_url()
    assert client.get(reverse("ruling", args=[9999]))["Location"] == reverse("entry", args=[9999])


def test_the_introduction_is_read_by_anyone(db, read):
    page = read(reverse("introduction"))
    assert "Nobody here stands above anybody" in page
    assert reverse("introduction") in read(reverse("front_door"))
