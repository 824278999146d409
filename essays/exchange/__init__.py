"""A margin's notes on their way out, in forms that others read, and on their way in."""
