"""Who facilitates, takes minutes and keeps the time: drawn by lot for one meeting, handed on, recalled."""
