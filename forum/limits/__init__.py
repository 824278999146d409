"""How often something may be done. The table says how often, `limited` keeps a view to it.

What is counted stands in the database, so a limit holds for all processes together.
"""

from forum.limits.guarding import limited
from forum.limits.table import Limit

__all__ = ["Limit", "limited"]
