"""How fast the house is: `python -m tests.bench` builds data, serves it and measures. It is no test."""
