"""How members look after their conversation: flags, cases, panels drawn by lot, rulings, appeals. Nobody is on top."""
