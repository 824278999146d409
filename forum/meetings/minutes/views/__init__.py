"""Reading and writing minutes, consenting to them, and action items."""
