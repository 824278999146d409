"""The rules of the house as a page: who may do what, how often, and what circles and panels may decide."""
