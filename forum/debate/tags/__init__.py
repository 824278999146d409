"""Tags: words under which a circle finds its threads again."""
