"""What was made is kept in this process for a while: two hundred people see nearly the same, and it is made once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """The latest `most` things, by names that are never given to another thing."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing of that name; made where there is none. Others who want it wait, and do not make it too."""
        try:
            return self._things[name]  # asked once: another may let it go between two questions
        except KeyError:
            pass
        with self._lock:
            if name not in self._things:
                self._things[name] = make()
                while len(self._things) > self._most:
                    self._things.popitem(last=False)
            return self._things[name]
