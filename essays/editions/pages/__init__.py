"""What the pages of editions show, gathered in a constant number of queries."""
