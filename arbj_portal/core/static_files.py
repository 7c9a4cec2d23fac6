"""How static files are collected: stylesheets in one piece, hashed names, compressed copies."""

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = {"css/portal.css", "css/admin.css"}
IMPORT = re.compile(r'@import "(?P<url>[^"]+)";\n?')
LINK = re.compile(r'url\("(?P<url>\.[^"]*)"\)')
# What packages ship beside what the portal serves.
UNNEEDED = (
    "*.map",
    "css/portal/*",
    "django_htmx/django-htmx.js",
    "django_htmx/ext/*",
    "django_htmx/ht*x-4*.js",
    "django_htmx/htmx-2.js",
    "django_prose_editor/*.css",
    "django_prose_editor/*.woff2",
    "django_prose_editor/configurable.js",
    "django_prose_editor/default.js",
)


def bundle(name: str, read: Any) -> str:
    """The stylesheet with each @import replaced by the text it names.

    Addresses written relative to a part are made relative to the whole.
    """
    folder = posixpath.dirname(name)

    def part(statement: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, statement["url"]))

        def moved(link: re.Match[str]) -> str:
            target = posixpath.join(posixpath.dirname(path), link["url"])
            return f'url("{posixpath.relpath(target, folder)}")'

        return LINK.sub(moved, read(path))

    return IMPORT.sub(part, read(name))


class BundledStylesheet(Storage):
    """Stands for the finder's storage of a stylesheet, and opens it already bundled."""

    def __init__(self, paths: dict[str, tuple[Storage, str]]) -> None:
        self.paths = paths

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(bundle(name, self.read).encode(), name=name)

    def read(self, name: str) -> str:
        storage, path = self.paths[name]
        with storage.open(path) as source:
            return source.read().decode()


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Serves the parts of a stylesheet as one file, and leaves out what no page asks for."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        kept = {
            name: source
            for name, source in paths.items()
            if not any(fnmatch(name, pattern) for pattern in UNNEEDED)
        }
        bundled = BundledStylesheet(dict(paths))
        kept |= {name: (bundled, name) for name in STYLESHEETS & kept.keys()}
        yield from super().post_process(kept, dry_run=dry_run, **options)
        if not dry_run:
            self.delete_files(paths.keys() - kept.keys())
