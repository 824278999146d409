"""All that is tried: two sizes of circle, three attacks, with the gate and without, and other rules besides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from forum.moderation.capture.playing import Rules, harm_left, wrongful_hide
from forum.moderation.capture.worlds import HASTY, PATIENT, SCATTERED, Attack, World, build

MEMBERS = (40, 100)
MOST_FIRST, MOST_AFTER, MOST_LEFT = 0.01, 0.0005, 0.05  # what is held to be bearable


@dataclass(frozen=True)
class Setting:
    """An attack, and by what rules it is met; `is_gated` is whether who can be drawn is asked at all."""

    name: str
    attack: Attack
    rules: Rules
    is_gated: bool = True


SETTINGS = (
    Setting("No gate", PATIENT, Rules(cap=None), is_gated=False),
    Setting("The gate; sybils made ten days ago", HASTY, Rules()),
    Setting("The gate; patient sybils of one lineage", PATIENT, Rules()),
    Setting("… with a tenth silent", PATIENT, Rules(silent=0.1)),
    Setting("… with two seats a lineage", PATIENT, Rules(cap=2)),
    Setting("… with two seats a lineage, a tenth silent", PATIENT, Rules(cap=2, silent=0.1)),
    Setting("The gate; sybils of a year, by themselves", SCATTERED, Rules()),
)


@dataclass(frozen=True)
class Outcome:
    """What came of a setting in a circle of so many: shares of 1, and how many could be drawn of whom."""

    setting: Setting
    members: int
    pool: int
    sybils_in_pool: int
    can_open_alone: bool
    first: float
    after_appeal: float
    left: float

    @property
    def holds(self) -> bool:
        return self.first < MOST_FIRST and self.after_appeal < MOST_AFTER and self.left < MOST_LEFT


def try_all(*, draws: int, seed: int, now: datetime) -> Iterator[Outcome]:
    """Try each setting in each size of circle. Nothing that is written to the database stays there."""
    attacks = {setting.attack for setting in SETTINGS}
    worlds = {
        (members, attack): _world(members, attack, seed, now) for members in MEMBERS for attack in attacks
    }
    for members in MEMBERS:
        for setting in SETTINGS:
            yield _try(setting, worlds[members, setting.attack], members, draws, seed)


def _world(members: int, attack: Attack, seed: int, now: datetime) -> World:
    with transaction.atomic():
        world = build(members, attack, seed=seed, now=now)
        transaction.set_rollback(True)
    return world


def _try(setting: Setting, world: World, members: int, draws: int, seed: int) -> Outcome:
    if setting.is_gated:
        pool, other = world.honest_authors_pool, world.sybil_authors_pool
    else:
        pool = [member for member in world.everyone if member != world.honest_author]
        other = [member for member in world.everyone if member != world.sybil_author]
    wrong = wrongful_hide(pool, world.sybils, world.groups, setting.rules, draws=draws, seed=seed)
    left = harm_left(other, world.sybils, world.groups, setting.rules, draws=draws, seed=seed)
    return Outcome(
        setting,
        members,
        len(pool),
        len(world.sybils.intersection(pool)),
        world.can_open_alone or not setting.is_gated,
        wrong.first,
        wrong.after_appeal,
        left,
    )
