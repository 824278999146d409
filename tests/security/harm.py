"""The judge of whether a page does harm, and what people have tried so that one does."""

import re

import html5lib
import pytest

from tests.forum.text.payloads import PAYLOADS

HARMLESS_SCRIPTS = re.compile(r"/static/[\w./-]+\.js")
# What a browser can send: a form's text is valid UTF-8 by the time it is read.
SENDABLE = [payload for payload in PAYLOADS if payload.encode(errors="replace").decode() == payload]
# Rendering is tried with every payload where it happens, in tests/forum/text; here, a sixth of them in all fields.
SOME = pytest.mark.parametrize("payload", SENDABLE[::6], ids=range(len(SENDABLE[::6])))


def harm_in_page(html: str) -> list[str]:
    """Scripts that are not ours, handlers in attributes, addresses that run, in a whole page as a browser builds it."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not HARMLESS_SCRIPTS.fullmatch(element.get("src", "")):
            found.append(f"a script: {element.get('src')} {element.text}")
        if element.tag in {"iframe", "object", "embed", "base", "style"}:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if str(name).startswith("on") or name in {"style", "srcdoc"}:
                found.append(f"{name}={value} on <{element.tag}>")
            if name in {"href", "src", "action", "formaction", "data"} and address.startswith(
                ("javascript:", "vbscript:", "data:")
            ):
                found.append(f"{name}={value} on <{element.tag}>")
            if str(name).startswith("hx-") and "alert" in value:
                found.append(f"{name}={value} on <{element.tag}>")
    return found
