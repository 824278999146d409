"""A debate seen from above: what it holds of each kind, what still stands unanswered, and ways into its middle."""
