"""Reading a text together over weeks: which sections for which meeting, how far one is, and what is asked of each."""
