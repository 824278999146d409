"""What the pages about meetings need, each in a constant number of queries."""
