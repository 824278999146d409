"""Where a thread stands, as those who take part put it: on top of it, changed by anyone, every version kept."""
