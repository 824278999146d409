"""Why somebody was not in the pool of a draw, told to themselves and to nobody else."""

from datetime import timedelta

import pytest
from django.db.models import F

from forum.circles.models import Membership
from forum.debate.actions import reply
from forum.debate.models import Post
from forum.members.blocking import block
from forum.moderation.left_out import why_left_out
from tests.forum.moderation.conftest import NOW, opened, seated

DAY = timedelta(days=1)


@pytest.fixture
def many(settle):
    return settle(14)


def test_each_rule_has_its_sentence(many, rude, amara, dmitri, commons, django_assert_max_num_queries):
    young, idle, long_gone, talker, guest, blocker, *rest = many
    Membership.objects.filter(member=young).update(joined_at=NOW - 12 * DAY)
    Post.objects.filter(author=idle).update(written_at=NOW - DAY)
    Post.objects.filter(author=long_gone).update(written_at=F("written_at") - 31 * DAY)
    reply(member=talker, answers=rude, source="No.", at=NOW - timedelta(hours=1))
    Membership.objects.filter(member=amara, circle=commons).update(invited_by=guest)
    block(member=blocker, other=amara)
    Membership.objects.filter(member=dmitri).update(joined_at=NOW + 1 * DAY)
    case = opened(rude, *rest[:2])

    def why(member) -> list[str]:
        return list(why_left_out(case.panel.draw, member))

    assert why(amara) == ["The case is about you."]
    assert why(rest[0]) == ["You flagged it."]
    assert why(young) == ["You had been a member of The Commons for 12 days; it takes 30."]
    assert why(idle) == ["You had written what others read in 1 week; it takes 3 different ones."]
    assert why(talker) == ["You posted in that thread."]
    assert why(guest) == ["You brought whom the case is about into a circle, or they brought you."]
    assert why(blocker) == ["You have blocked whom the case is about."]
    assert why(long_gone) == ["You had written nothing that others read in the 30 days before."]
    with django_assert_max_num_queries(12):
        first, second = why(dmitri)  # who came after it
    assert first == "You were not a member of The Commons."
    assert second == "You had written nothing yet that others read; it takes 3 different weeks."


def test_the_page_of_a_draw_says_it_to_oneself_alone(many, rude, amara, client):
    case = opened(rude, *many[:2])
    url = case.panel.draw.get_absolute_url()
    client.force_login(many[0])
    assert "You flagged it." in client.get(url).content.decode()
    client.force_login(many[5])
    assert "Only you are told this" not in client.get(url).content.decode()
    client.logout()
    assert "Only you are told this" not in client.get(url).content.decode()


def test_who_sits_on_another_panel_is_told_so(settle, rude, bashir, commons):
    from forum.debate.actions import open_thread

    many = settle(20)
    panel = seated(opened(rude, *many[:2]))
    sits = panel.seats.taken().first().member
    other = open_thread(member=bashir, circle=commons, title="Soap", source="You fool.", at=NOW).opening
    free = [one for one in many if not panel.seats.filter(member=one).exists()]
    case = opened(other, *free[:2], at=NOW + 2 * DAY)
    assert "seat on another panel" in why_left_out(case.panel.draw, sits)[0]
