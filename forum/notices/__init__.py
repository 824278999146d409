"""What a member is told of what others write, how, and how they say what they want to be told."""
