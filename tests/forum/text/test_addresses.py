import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import safe_url
from forum.text.addresses import MAX_ADDRESS

from .harmless import leads_somewhere_harmless

ADDRESSES = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            ["http", "https", "mailto", "javascript", ":", "/", "//", "#", "?", "@", "\\", "%", "&#58;"]
        )
        | st.sampled_from(
            ["example.org", "evil.example", "[::1]", ":80", "\t", "\x00", " ", "ä", "。", "／", "\u202e"]
        )
        | st.characters(),
        max_size=8,
    ),
)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/Path?Q=1#Part", "https://example.org/Path?Q=1#Part"),
        ("  http://example.org:8080/  ", "http://example.org:8080/"),
        ("https://räte.example/über?a=ö", "https://xn--rte-qla.example/%C3%BCber?a=%C3%B6"),
        ('https://example.org/"<>`', "https://example.org/%22%3C%3E%60"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
        ("/essays/commons/#b3", "/essays/commons/#b3"),
        ("#fn-1", "#fn-1"),
    ],
)
def test_an_honest_address_comes_back_in_its_normal_form(typed, normal):
    assert safe_url(typed) == normal


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "javascript:alert(1)",
        "javascript:123",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x00javascript:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "ｊavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "http:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https://",
        "https://member@example.org/",
        "https://example.org@evil.example/",
        "https://example.org\\@evil.example/",
        "https://example.org%2eevil.example/",
        "https://exa mple.org/",
        "https://example.org/\u202egnp.exe",
        "https://exam\u200bple.org/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://[::1/",
        "https://a／b.example/",
        "https://-example.org/",
        "mailto:",
        "mailto:ana",
        "mailto:ana@example.org?bcc=all@example.org",
        "mailto:ana@example.org,ben@example.org",
        "relative/path",
        "?query",
        "example.org",
        "https://example.org/" + "a" * MAX_ADDRESS,
        "https://example.org/" + "ä" * (MAX_ADDRESS // 4),
    ],
)
def test_a_doubtful_address_is_refused(address):
    assert safe_url(address) is None


@given(ADDRESSES)
def test_what_is_allowed_is_plain_and_stays_as_it_is(address):
    normal = safe_url(address)
    if normal is not None:
        assert leads_somewhere_harmless(normal)
        assert len(normal) <= MAX_ADDRESS
        assert safe_url(normal) == normal
