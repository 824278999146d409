"""From a file or a pasted text to an essay: read in the background, corrected by whoever brought it, published."""
