"""How times are written, where we write them otherwise than Django does."""
