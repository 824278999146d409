"""The numbers of deciding that no circle changes, each with its reason; those it may are in `forum.circles.numbers`."""

from datetime import timedelta

# People who write two things at once can follow both; whoever floods a circle with proposals decides by tiring it.
MOST_OPEN = 2  # proposals of a member, in all circles together

# One of five who blocks alone holds up four. In a circle of four there may be nobody else who saw what they saw.
LARGEST_WITHOUT_SECOND = 4  # electors

# What has just been refused is not asked again until people have changed their minds, or the circle its people.
# Others may propose the same: but nobody is asked to leave by one member after another.
RESTS = timedelta(days=30)  # what its proposer may not propose again
RESTS_FROM_LEAVING = timedelta(days=90)  # whoever was asked to leave, from everyone

ROUNDS = 2  # of amending: a third has never found what two did not
AMENDING = timedelta(days=14)  # for all rounds together, from the first block that stands
LEAST_OF_A_ROUND = timedelta(days=2)  # of positions on an amended wording, so that nobody is taken unawares

PERCENT = 75  # of votes cast
PERCENT_WEIGHTY = 80  # for what changes how everyone writes and decides, or sends somebody away
WEIGHTY = timedelta(days=14)  # whoever was away for a week still finds it open

ACTIVE_FOR = timedelta(days=30)  # whoever wrote or took a position so lately is counted among the active
REMIND_BEFORE = timedelta(hours=36)  # a morning's digest lies in between

REVIEWS = (3, 6, 12)  # months after which a decision may be looked at again

# Nobody is sent away by one person; and whoever came in for it, or was brought in for it, has no say in it.
LEAST_TO_SEND_AWAY = 2  # electors, and votes for it
