"""The pages of reading together, by what they are for."""
