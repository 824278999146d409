"""One box over everything. Knows nothing of what is found: the rooms above say what there is, and who may see it.

`registry` is where they say it, `indexing` what they call when something has changed, `asking` what a reader may ask.
"""
