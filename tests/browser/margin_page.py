"""A text to read in the browser, and the hands to annotate it with."""

from playwright.sync_api import Locator, Page, TimeoutError, expect

from essays.library.models import Essay, Section
from essays.library.outline import Block, Mark, Outline
from essays.library.outline import Section as Part
from essays.library.publishing import publish
from essays.margin.actions import Selection, annotate
from essays.margin.models import Annotation
from forum.circles.models import Circle
from forum.members.models import Member
from tests.browser.conftest import PATIENCE, wait_for_scripts

WALK = "Whoever walks in front sees the road first. 🌍 Whoever walks behind sees who has fallen."
TABLE = "A round table has no head, but somebody still decides how long the soup is on."
ASK = "Ask the one who has not spoken. Then wait longer than is comfortable."

# From the first character of some words to the last of others, as a hand would drag.
SELECT = """([from, to]) => {
  const find = (words) => {
    const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words);
      if (at >= 0 && walker.currentNode.parentElement.closest(".block-text")) return [walker.currentNode, at];
    }
    throw new Error(`“${words}” is not in the text`);
  };
  const [start, at] = find(from);
  const [end, until] = find(to);
  getSelection().setBaseAndExtent(start, at, end, until + to.length);
}"""

# Where on the screen words are, as [left, right, middle]; scrolled to if asked.
WHERE = """([words, scroll]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const at = node.data.indexOf(words);
    if (at < 0 || !node.parentElement.closest(".block-text")) continue;
    if (scroll) node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const { left, right, top, bottom } = range.getClientRects()[0];
    return [left + 1, right - 1, (top + bottom) / 2];
  }
}"""

PAINTED = """(name) => Array.from(CSS.highlights.get(name) ?? [], (range) => {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live.toString();
})"""
IS_PAINTED = f"([name, words]) => JSON.stringify(({PAINTED})(name)) === JSON.stringify(words)"

# Whether the places of notes have come: from then on the words on which one points are known to have notes.
ARE_NOTES_KNOWN = """() => [...CSS.highlights].some(
  ([name, painted]) => painted.size && !["active", "flash"].includes(name),
)"""


def put_up(circle: Circle) -> Essay:
    """A short text of one section, with emphasis and a character that is two in a browser."""
    soft = Mark(TABLE.index("no head"), TABLE.index("no head") + len("no head"), "emphasis")
    blocks = (
        Block("heading", "On walking together"),
        Block("paragraph", WALK),
        Block("paragraph", TABLE, marks=(soft,)),
        Block("quotation", ASK),
    )
    section = Part(label="", heading="On walking together", slug="walking", blocks=blocks)
    outline = Outline(
        title="A walk", subtitle="", author="N. N.", date="2024", language="en", sections=(section,)
    )
    return publish(member=None, circle=circle, outline=outline)


def note(member: Member, essay: Essay, words: str, kind: str, source: str) -> Annotation:
    """A note by `member` on the first place where `words` stand."""
    section = Section.objects.filter(edition=essay.edition, text__contains=words).order_by("position")[0]
    start = section.text.index(words)
    selection = Selection(section, start, start + len(words), words)
    return annotate(member=member, selections=[selection], kind=kind, source=source)


class MarginPage:
    """The section of an essay as somebody works with it."""

    def __init__(self, page: Page, essay: Essay) -> None:
        self.page = page
        self.address = f"/essays/{essay.slug}/walking/"

    def open(self, fragment: str = "") -> "MarginPage":
        self.page.goto(self.address + fragment)
        self.page.locator("[data-text]").wait_for()
        return self

    def select(self, first: str, last: str | None = None) -> None:
        """Select from the words `first` to the end of the words `last`, without a pointer."""
        self.page.evaluate(SELECT, [first, last or first])

    def drag_over(self, first: str, last: str) -> None:
        """Select from `first` to `last` with the mouse."""
        left, _, top = self._where(first, scroll=True)
        _, right, bottom = self._where(last)
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move(right + 1, bottom, steps=4)
        self.page.mouse.up()

    def point_at(self, words: str) -> None:
        """Move the mouse to words, once the text shows which of its words have notes."""
        self.page.wait_for_function(ARE_NOTES_KNOWN)
        self.page.mouse.move(*self._middle_of(words))

    def click(self, words: str) -> tuple[float, float]:
        """Click on words; return where that was."""
        point = self._middle_of(words)
        self.page.mouse.click(*point)
        return point

    def tap(self, words: str) -> None:
        self.page.touchscreen.tap(*self._middle_of(words))

    def choose(self, kind: str) -> Locator:
        """Press a button of the toolbar; return the field one writes in."""
        self.toolbar.get_by_role("button", name=kind, exact=True).click()
        expect(self.words).to_be_focused()
        wait_for_scripts(self.page)
        return self.words

    def post(self) -> None:
        self.page.get_by_role("button", name="Post the note").click()

    def expect_painted(self, name: str, words: list[str]) -> None:
        """That the highlight of that name comes to paint these words. Each frame is looked at: some soon fade."""
        try:
            self.page.wait_for_function(IS_PAINTED, arg=[name, words], timeout=PATIENCE)
        except TimeoutError:
            assert self.page.evaluate(PAINTED, name) == words

    @property
    def toolbar(self) -> Locator:
        return self.page.get_by_role("toolbar")

    @property
    def words(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your words")

    @property
    def notes(self) -> Locator:
        return self.page.locator("article .note[data-note]")

    @property
    def said(self) -> Locator:
        """What a screen reader is told."""
        return self.page.locator("#margin-words")

    def _middle_of(self, words: str) -> tuple[float, float]:
        left, right, y = self._where(words, scroll=True)
        return (left + right) / 2, y

    def _where(self, words: str, *, scroll: bool = False) -> list[float]:
        return self.page.evaluate(WHERE, [words, scroll])
