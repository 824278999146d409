"""What the pages of minutes and action items need."""
