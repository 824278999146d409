"""A calendar as another implementation reads it, and what RFC 5545 asks of its lines."""

import vobject

LONGEST = 75  # octets of a line, without its end (section 3.1)
KNOWN_ZONES = vobject.icalendar.__dict__["__tzidMap"]  # which it keeps for the process


def read(body: bytes) -> vobject.base.Component:
    """The one calendar in `body`, with no zone known but those that it brings."""
    assert body.endswith(b"\r\n")
    lines = body.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= LONGEST
    body.decode()  # no character is torn apart
    KNOWN_ZONES.clear()
    [calendar] = vobject.readComponents(body.decode())
    calendar.validate()
    return calendar


def events(body: bytes) -> list[vobject.base.Component]:
    return list(getattr(read(body), "vevent_list", []))


def said(component: vobject.base.Component, name: str) -> str:
    """What a property says; "" where there is none."""
    found = component.contents.get(name.lower())
    return str(found[0].value) if found else ""
