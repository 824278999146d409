"""Mail about what others write: at once for what addresses a member, else a digest in the morning.

What is to be mailed is marked as mailed, with a record of it, before it is sent: a worker that ends in between has not
sent it, and nobody else sends it again. See docs/decisions/0017-notices.md.
"""
