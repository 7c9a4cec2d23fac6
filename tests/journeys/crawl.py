"""Every page that a role can reach by its links, a few examples of each kind."""

from collections import Counter, deque
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

EXAMPLES = 2
NOT_PAGES = {"document_download", "message_file", "portal_logo", "period_preview", "health"}


def kind_of(address: str) -> str | None:
    """The name of the URL, with its filters' names: what makes two addresses one kind of page."""
    parts = urlsplit(address)
    if PurePosixPath(parts.path).suffix:
        return None  # a file, which the browser downloads
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.url_name in NOT_PAGES or match.app_names == ["admin"]:
        return None
    filters = sorted({pair.split("=")[0] for pair in parts.query.split("&") if pair})
    return " ".join([match.url_name, *filters])


def pages_from(page: Page, start: str = "/") -> Iterator[str]:
    """Visit, breadth first, and yield the name of each page while the browser is on it."""
    seen: Counter[str] = Counter()
    waiting, known = deque([start]), {start}
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if kind is None or seen[kind] >= EXAMPLES:
            continue
        seen[kind] += 1
        response = page.goto(address)
        assert response is not None, address
        assert response.status == 200, f"{address}: {response.status}"
        yield kind.split(" ", maxsplit=1)[0]
        for link in links_of(page):
            if link not in known:
                known.add(link)
                waiting.append(link)


def links_of(page: Page) -> list[str]:
    hrefs = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => link.getAttribute('href'))"
    )
    base = urlsplit(page.url)
    paths = []
    for href in hrefs:
        parts = urlsplit(href)
        if parts.netloc in {"", base.netloc} and parts.scheme in {"", "http"}:
            path = parts.path or base.path
            if parts.path or parts.query:
                paths.append(f"{path}?{parts.query}" if parts.query else path)
    return paths
