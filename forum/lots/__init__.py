"""Drawing by lot, so that anyone can check at home that nobody chose: panels of cases, and roles of meetings."""
