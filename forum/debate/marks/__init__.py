"""Read marks: what a member has read of each thread, and how much of it is new to them."""
