"""What the pages about proposals need."""
