"""A meeting while it is held: who is there, who speaks and who is next, the timer, the agenda's cursor, soundings."""
