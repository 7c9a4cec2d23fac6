"""How long a six-page procès-verbal takes: cold (a process that never set one), then warm.

    .venv/bin/python -m benchmarks.papers

No database: the data are made here, as meetings.papers makes them of a reading. Each pair is one
new process: its first paper, then the median of twenty others; five pairs in one run.
The time of the processor, all threads together, is what a busy machine does not change much.
"""

import json
import os
import statistics
import subprocess
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arbj_portal.settings")
django.setup()

from meetings.papers.content import (  # noqa: E402
    DecisionText,
    Masthead,
    MinutesPaper,
    PointText,
)
from meetings.papers.pdf import as_pdf  # noqa: E402
from meetings.papers.people import Attendee, Block, Signature  # noqa: E402
from meetings.papers.texts import rich  # noqa: E402

PAIRS, WARM = 5, 20
WORDS = "La table rappelle que le diagnostic décrit l’état de l’immigration sur le territoire. " * 9


def paper(number: int) -> MinutesPaper:
    """Another text each time: typst remembers what it has set."""
    kind, when = "Procès-verbal", "29 mai 2014"
    head = Masthead(
        body="Administration régionale",
        committee="Table de concertation",
        kind=kind,
        title=f"{kind}, {when}",
        meeting="Deuxième rencontre",
        when=f"Rencontre ordinaire, numéro 2, tenue le jeudi {when}, de 13 h 30 à 16 h",
        place="Chibougamau, hybride",
        state=f"ADOPTÉ LE {when}",
        watermark="",
        footer=f"{kind}, {when}",
        is_demonstration=True,
    )
    person = Attendee("Mme Dominique Audet", "Directrice", "Ville de Chapais", "Chapais", "")
    decision = DecisionText("TCJI-2014-05-29-01", "Il est convenu :", "D’ADOPTER le plan.", "", "")
    points = [
        PointText(
            number=str(place),
            title=f"Point {place}",
            level=2,
            introduction="",
            notes=rich(f"<p>{number} {place} {WORDS}</p><ul><li>{number} {WORDS}</li></ul>", 3),
            decisions=[decision],
            follow_ups=["Écrire au ministère"],
            outcome="",
        )
        for place in range(1, 9)
    ]
    signatures = [Signature("Mme Dominique Audet", "Présidence"), Signature("", "Secrétaire")]
    return MinutesPaper(head, [Block("Présences", [person] * 14)], "", points, signatures, [])


def measure() -> None:
    """One pair, told as JSON to the run that started this process."""
    times = []
    for made in map(paper, range(1 + WARM)):
        wall, processor = time.perf_counter(), time.process_time()
        content = as_pdf(made, is_kept=True)
        times.append((time.perf_counter() - wall, time.process_time() - processor))
    pages = content.count(b"/Type/Page/") or content.count(b"/Type/Page\n")
    cold, *warm = times
    told = {
        "pages": pages,
        "cold": cold,
        "warm": [statistics.median(t) for t in zip(*warm, strict=True)],
    }
    json.dump(told, sys.stdout)


def main() -> None:
    for _ in range(PAIRS):
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.papers", "one"],
            check=True,
            capture_output=True,
            text=True,
        )
        pair = json.loads(run.stdout)
        cold, warm = (
            f"{state} {wall * 1000:.0f} ms ({processor * 1000:.0f} of processor)"
            for state, (wall, processor) in (("cold", pair["cold"]), ("warm", pair["warm"]))
        )
        print(f"{pair['pages']} pages: {cold}, {warm}")


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["one"] else main()
