"""A table that a spreadsheet opens runs nothing and reads its accents."""

import csv
from io import StringIO

from arbj_portal.core.spreadsheets import csv_answer


def test_cells_that_look_like_formulas_are_text() -> None:
    rows = [["=1+1", "+a", "-2", "@x", "\tb"], ["à; « b »", 'c"d', None, 3, "a=1"]]
    answer = csv_answer("liste.csv", ["Été", "b", "c", "d", "e"], rows)
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text), delimiter=";")) == [
        ["Été", "b", "c", "d", "e"],
        ["'=1+1", "'+a", "'-2", "'@x", "'\tb"],
        ["à; « b »", 'c"d', "", "3", "a=1"],
    ]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="liste.csv"'
