"""Lists of threads."""

from forum.debate.lists.lines import ThreadLine, thread_lines

__all__ = ["ThreadLine", "thread_lines"]
