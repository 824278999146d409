"""Calling somebody's attention to a post by writing `@handle` in it."""
