"""Minutes that a circle writes together, which stand when nobody objects; and what people take upon themselves."""
