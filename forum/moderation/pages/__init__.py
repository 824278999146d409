"""What the pages of cases need, each in a constant number of queries."""
