import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import MAX_POST, TextRefused, render
from forum.text.limits import MAX_DEPTH, MAX_FOOTNOTE_MARKS, MAX_HTML, MAX_LINKS, MAX_TAGS


def full(unit, beginning=""):
    """A text as long as a post may be: the beginning, then the unit over and over."""
    return (beginning + unit * MAX_POST)[:MAX_POST]


# Written out to the full length of a post, each of these took between 0.2 and 14 seconds to parse or to clean
# when nothing held it back.
HOSTILE = {
    "links": full("://"),
    "links by name": full("www.a.b "),
    "links by mailbox": full("a@b.co "),
    "footnote marks": full("[^1]", "[^1]: a\n\n"),
    "footnotes within footnotes": full("[^1]:"),
    "open brackets": full("["),
    "open images": full("!["),
    "open images, then emphasis": "![" * 100 + "_ " * 5_000,
    "brackets and code": full("[`"),
    "quotation marks": full("> "),
    "quotation marks without spaces": full(">"),
    "list marks": full("- - - - a\n"),
    "deep quotations, read on lazily": full("a\n", ">" * 59),
    "quotations that begin again and again": ">#\na\n" * 400,
    "quotations that end in a fence": ">```\na\n" * 300,
    "tenfold quotations that begin again": (">" * 10 + "#\na\n") * 100,
    "quotations hidden by an indentation": ">#\n    > a\n" * 250,
    "quotations hidden by a sign in the line between": "> ***\n|>a\n" * 400,
    "a wide table with short rows": full("a\n", "|".join("a" * 500) + "\n" + "|".join("-" * 500) + "\n"),
    "a table with empty rows": full("|\n", "a|b\n-|-\n"),
    "one-cell lists": full("- a\n+ a\n"),
    "emphasis": full("*a* "),
    "a long title, used over and over": '[a]: /b "' + "t" * 3_000 + '"\n\n' + "[a] " * 60,
    "a long address, used over and over": "[a]: /" + "b" * 1_900 + "\n\n" + "[a] " * 80,
    "inner lists by indentation": "\n".join("  " * level + "- a" for level in range(70)),
    "stars that grow": "".join("*" * n + "a" for n in range(140)),
    "pipes": full("|"),
    "emphasis within emphasis": "*a **b " * 70 + "b** a*" * 70,
}

# These look no better, and are harmless.
CLUMSY = {
    "backticks": full("`"),
    "backticks that grow": "".join("`" * n + "a" for n in range(140)),
    "stars": full("*"),
    "stars that cross": full("*a_ "),
    "tildes": full("~~a "),
    "less-than signs": full("<"),
    "ampersands": full("&"),
    "quotation signs": full('"'),
    "entities": full("&amp;"),
    "parentheses": "[x](" + "(" * 10_000,
    "a long address": "http://" + "a." * 5_000,
    "a long mailbox": '"a' * 5_000 + "@example.org",
    "a long line": full("a"),
    "empty lines": full("\n"),
    "backslashes": full("\\"),
    "tags": full("<b>"),
    "comments": full("<!--"),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_text_that_would_keep_the_server_busy_is_refused(source):
    with pytest.raises(TextRefused):
        render(source)


@pytest.mark.parametrize("source", CLUMSY.values(), ids=CLUMSY)
def test_a_clumsy_text_is_rendered_and_stays_bounded(source):
    html = render(source)
    assert html.count("<") <= MAX_TAGS
    assert len(html) <= MAX_HTML


def test_a_text_of_the_greatest_length_is_accepted_and_one_byte_more_is_not():
    assert render("a" * MAX_POST)
    with pytest.raises(TextRefused, match=r"about 1 character\.$"):
        render("a" * (MAX_POST + 1))


def test_length_is_counted_in_bytes_and_told_in_characters():
    assert render("ж" * (MAX_POST // 2))
    with pytest.raises(TextRefused, match="about 10 characters"):
        render("ж" * (MAX_POST // 2 + 10))


def test_a_caller_may_set_another_limit():
    assert render("a" * 20_000, limit=20_000)
    with pytest.raises(TextRefused):
        render("a" * 21, limit=20)


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. "])
def test_nesting_is_allowed_to_a_depth_that_nobody_reaches_by_thinking(mark):
    assert render(mark * 20 + "a").count("<p>") + render("- " * 20 + "a").count("<ul>") >= 20
    with pytest.raises(TextRefused, match="deep"):
        render(mark * (MAX_DEPTH + 1) + "a")


def test_the_refusal_says_what_there_is_too_much_of():
    with pytest.raises(TextRefused, match=f"too many links: the limit is {MAX_LINKS}"):
        render("http://a.b " * (MAX_LINKS + 1))
    with pytest.raises(TextRefused, match=f"too many footnote marks: the limit is {MAX_FOOTNOTE_MARKS}"):
        render("[^1]" * (MAX_FOOTNOTE_MARKS + 1))
    with pytest.raises(TextRefused, match="too many square brackets"):
        render("[" * 1_000)
    with pytest.raises(TextRefused, match="too much formatting"):
        render("*a* " * 2_000)
    with pytest.raises(TextRefused, match="too many lines"):
        render(">#\na\n" * 1_000)


def test_a_refusal_is_a_value_error():
    assert issubclass(TextRefused, ValueError)


def test_long_texts_written_in_earnest_are_accepted():
    prose = "The clerk kept no minutes, and *nobody* asked [why](https://example.org/why/12-a_b).\n"
    assert render(prose * (MAX_POST // len(prose) // 2))
    assert render((prose + "\n") * (MAX_POST // (len(prose) + 1)))
    assert render(("- " + prose) * (MAX_POST // (len(prose) + 2)))
    assert render("> " + prose + ("> " + prose) * 80)
    assert render("> What she wrote.\n\nWhat I make of it.\n\n" * 200)
    assert render("work | year | page | as quoted\n- | - | - | -\n" + "Letters | 1904 | 12 | yes\n" * 150)
    assert render("    for each in range(12): print(names[each], ages[each])\n" * 80)
    notes = "".join(f"\n[^{n}]: *Letters*, p. {n}\n" for n in range(45))
    assert render("".join(f"A claim.[^{n}] " for n in range(45)) + "\n" + notes)


LINES = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            [">", "> ", "- ", "1. ", "    ", "\t", "[^1]: ", "#", "```", "|", "|-|", "a|b", "***", "="]
        )
        | st.sampled_from(
            ["www.", "http://", "://", "a.b", "@", "[", "![", "](", ")", "*", "_", "~~", "`", "<", "a"]
        ),
        max_size=6,
    ),
)


@given(st.lists(LINES, min_size=1, max_size=8), st.integers(1, 40))
def test_whatever_is_typed_is_rendered_or_refused_and_never_an_error(lines, times):
    source = ("\n".join(lines) + "\n") * times
    try:
        html = render(source)
    except TextRefused:
        return
    assert len(html) <= MAX_HTML + 60 * MAX_LINKS
