"""Proposals: reading them, making them, and deciding."""
