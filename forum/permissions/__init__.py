"""Who may do what: `can` answers, `require` insists."""

from forum.permissions.acts import Act, can
from forum.permissions.checks import require

__all__ = ["Act", "can", "require"]
