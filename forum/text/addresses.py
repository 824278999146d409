"""Which addresses a member's link may lead to."""

import re
import unicodedata
from urllib.parse import SplitResult, quote, urlsplit

MAX_ADDRESS = 2_000

_WEB = re.compile(r"https?://", re.IGNORECASE)
_MAIL = re.compile(r"mailto:", re.IGNORECASE)
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%*+/=?^_{|}~-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]")
_UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
_UNQUOTED = "%/:?#[]@!$&'()*+,;=~"


def safe_url(url: str) -> str | None:
    """The address in its normal form, or None where a link must not lead there.

    Allowed are `http` and `https` addresses with a host and without a user name (which can pass for a host),
    plain `mailto` addresses, paths of this site ("/…", never "//…") and places on the page ("#…"). Everything
    else is refused rather than repaired: other schemes however they are spelled, backslashes, white space,
    control and other invisible characters inside the address, and more than 2,000 characters. White space
    around it is no part of it. What comes back is ASCII (RFC 3986), its host in lower case and Punycode.
    """
    url = url.strip()
    if len(url) > MAX_ADDRESS or "\\" in url or any(unicodedata.category(sign) in _UNSEEN for sign in url):
        return None
    if _WEB.match(url):
        normal = _web_address(url)
    elif _MAIL.match(url):
        normal = _mail_address(url)
    elif url.startswith(("/", "#")) and not url.startswith("//"):
        normal = _quoted(url)
    else:
        normal = None
    return normal if normal and len(normal) <= MAX_ADDRESS else None


def _web_address(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port
    except ValueError:
        return None
    if host is None or "@" in parts.netloc:
        return None
    netloc = host if port is None else f"{host}:{port}"
    return _quoted(parts._replace(scheme=parts.scheme.lower(), netloc=netloc).geturl())


def _host(parts: SplitResult) -> str | None:
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        host = host.encode("idna").decode("ascii").lower()
    return host if _HOST.fullmatch(host) else None


def _mail_address(url: str) -> str | None:
    mailbox = url[len("mailto:") :]
    return f"mailto:{mailbox}" if _MAILBOX.fullmatch(mailbox) else None


def _quoted(url: str) -> str:
    return quote(url, safe=_UNQUOTED)
