"""What a ruling, or a legal hold, does to a post: how it is shown from then on, and to whom its words."""
