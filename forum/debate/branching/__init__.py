"""Moving a branch of replies out into a thread of its own, and back: it changes no word, and no address of a post."""
