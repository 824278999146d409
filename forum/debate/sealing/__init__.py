"""Seals: what each post was when the program last wrote it, so that a change behind its back is found."""
