"""Minutes that everyone in the circle writes together, that stand when nobody objects; and what people take upon themselves."""
