"""Working a page by keyboard alone: what cannot be reached by Tab cannot be used."""

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 300
IS_FOCUSED = "element => element === document.activeElement"


def tab_to(page: Page, target: Locator) -> Locator:
    """Press Tab until the element has the focus; a failure where it never comes."""
    target.wait_for()
    for _ in range(MOST_STEPS):
        if target.evaluate(IS_FOCUSED):
            return target
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def write(page: Page, target: Locator, text: str) -> None:
    tab_to(page, target)
    page.keyboard.type(text)


def choose(page: Page, target: Locator, label: str) -> None:
    """Pick an option of a select by typing its first word (a space would open the list)."""
    tab_to(page, target)
    page.keyboard.type(label.split(" ", maxsplit=1)[0])
    expect(target.locator("option:checked")).to_contain_text(label)
