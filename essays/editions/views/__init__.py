"""Editions as they are read, made, and answered."""
