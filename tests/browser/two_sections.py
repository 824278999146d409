"""A text of two sections, for notes that are about more than one place in it."""

from playwright.sync_api import Locator, Page, expect

from essays.library.models import Essay
from essays.library.outline import Block, Outline, Section
from essays.library.publishing import publish
from forum.circles.models import Circle
from tests.browser.conftest import follow
from tests.browser.margin_page import MarginPage

GOING = "Going is quick. Nobody is asked who would rather have stayed."
LAMP = "The lamp is carried by whoever has a hand free. It is never the same hand."
COMING = "Coming back is slow, because everyone is asked. The lamp has burned down by then."
DOOR = "The door is open. Nobody remembers who opened it."


def put_up_two_sections(circle: Circle) -> Essay:
    sections = (
        Section(
            "a",
            "Going",
            "going",
            (Block("heading", "Going"), Block("paragraph", GOING), Block("paragraph", LAMP)),
        ),
        Section(
            "b",
            "Coming",
            "coming",
            (Block("heading", "Coming"), Block("paragraph", COMING), Block("paragraph", DOOR)),
        ),
    )
    outline = Outline("There and back", "", "N. N.", "2024", "en", sections)
    return publish(member=None, circle=circle, outline=outline)


class TwoSections(MarginPage):
    """Its first section as somebody works with it."""

    def __init__(self, page: Page, essay: Essay) -> None:
        super().__init__(page, essay)
        self.address = f"/essays/{essay.slug}/going/"
        self.whole = f"/essays/{essay.slug}/whole/"

    def go_on(self) -> None:
        """To the section that comes next."""
        follow(self.page.get_by_role("link", name="Next"))

    def add_another(self) -> None:
        self.page.get_by_role("button", name="Add another passage").click()
        expect(self.bar).to_be_visible()

    def add(self) -> None:
        self.toolbar.get_by_role("button", name="Add to the note").click()

    @property
    def bar(self) -> Locator:
        return self.page.locator(".choosing")

    @property
    def further(self) -> Locator:
        return self.page.locator(".further .passage")
