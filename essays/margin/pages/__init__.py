"""What the pages of texts and their margins show, gathered in a constant number of queries."""
