"""Posts that a member wants to find again, with a word of their own on why."""
