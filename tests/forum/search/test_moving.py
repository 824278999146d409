"""A branch that moves is found where it stands now, and again where it stood when it comes back."""

import pytest

from forum.debate.actions import open_thread, reply
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.search.models import Document

pytestmark = pytest.mark.django_db


def test_a_branch_is_found_by_the_title_of_its_own_thread_until_it_moves_back(find, amara, bashir, commons):
    thread = open_thread(member=amara, circle=commons, title="Ovens", source="They are hot.")
    answer = reply(member=bashir, answers=thread.opening, source="A kettle.")
    reply(member=amara, answers=answer, source="A spout.")

    branch_off(member=amara, post=answer, title="Zeppelins")
    assert find("zeppelins") == find("spout") == ["Zeppelins"]

    move_back(member=amara, branching=Branching.objects.get())
    assert find("zeppelins") == []
    assert find("kettle") == find("spout") == ["Ovens"]
    assert Document.objects.filter(what="post").count() == 3
