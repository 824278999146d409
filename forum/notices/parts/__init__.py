"""What members are told of the part they have in a meeting, or are asked to take: roles, minutes, action items.

Beside what becomes of the meeting itself (see ../meetings): a role does not take the place of a date that has changed.
"""
