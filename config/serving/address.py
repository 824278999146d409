"""Where the house is reached: the address it listens at, and the names it answers to."""

import errno
import ipaddress
import os
import socket
from dataclasses import dataclass

from config.serving import CannotStart

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  (recognised here, never chosen)


@dataclass(frozen=True)
class Address:
    """A host (name, IPv4 or IPv6 address) and a TCP port to listen at."""

    host: str
    port: int

    @classmethod
    def wanted(cls) -> "Address":
        """What HOST and PORT ask for. Raises CannotStart where PORT is no port."""
        host = os.environ.get("HOST") or "127.0.0.1"
        port = os.environ.get("PORT") or "8000"
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise CannotStart(f"PORT is a number from 1 to 65535, not “{port}”.")
        return cls(host.strip("[]"), int(port))

    @property
    def in_url(self) -> str:
        """As it is written in an address: IPv6 in brackets (RFC 3986, section 3.2.2)."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def bind(self) -> str:
        return f"{self.in_url}:{self.port}"

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        return f"http://{'localhost' if self.is_everywhere else self.in_url}:{self.port}/"

    @property
    def is_everywhere(self) -> bool:
        return self.host in EVERY_ADDRESS

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def check_free(self) -> None:
        """Raise CannotStart, in one line, where nothing can listen here."""
        try:
            with socket.socket(self._family, socket.SOCK_STREAM) as attempt:
                attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                attempt.bind((self.host, self.port))
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                other = self.port + 1 if self.port < 65535 else 8000
                raise CannotStart(f"Port {self.port} is taken. Another one: PORT={other} make run") from None
            raise CannotStart(f"Cannot listen at {self.bind}: {refused.strerror}.") from None

    def answers(self) -> bool:
        """Whether something accepts connections here."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        try:
            socket.create_connection((host, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def hosts(self) -> list[str]:
        """The names to answer to where ALLOWED_HOSTS names none: this machine's own, and no others.

        Answering to any name at all would let a page elsewhere point its own name here and read what is
        shown (DNS rebinding), so "*" is never assumed.
        """
        if self.is_everywhere:
            return [*LOOPBACK_HOSTS, socket.gethostname(), *_outward_address()]
        return LOOPBACK_HOSTS if self.is_loopback else [*LOOPBACK_HOSTS, self.in_url]

    @property
    def _family(self) -> socket.AddressFamily:
        return socket.AF_INET6 if ":" in self.host else socket.AF_INET


def _outward_address() -> list[str]:
    """The IPv4 address that others on the network know this machine by, if it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only picks the route, and so our end of it.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return []
        return [probe.getsockname()[0]]
