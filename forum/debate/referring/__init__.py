"""Pages of this site that posts lead to: what their bare addresses are called, and a glimpse of what stands there."""
