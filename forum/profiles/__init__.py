"""Members' pages: who somebody is here, and what they have written. Stands above the debate, whose posts it lists."""
