"""How evenly a circle's voice and its tasks are spread, beside what equal chances alone would bring."""
