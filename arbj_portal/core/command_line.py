"""What surrounds every command: the .env file, the database it needs, failures in one sentence."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line

from arbj_portal.core.database import portal_database
from arbj_portal.core.environment import load_env_file
from arbj_portal.core.failures import explain
from arbj_portal.core.serving.processes import follow_parent
from arbj_portal.core.serving.supervisor import serve

ENV_FILE = Path(__file__).resolve().parent.parent.parent / ".env"
# These need no database, or (serve, reset_demo) see to it themselves.
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "reset_demo",
    "serve",
    "version",
    "web",
}


def run(arguments: list[str]) -> int:
    """Run a command; its exit status."""
    follow_parent()
    try:
        load_env_file(ENV_FILE)
        with database_for(arguments[1:]):
            if arguments[1:] == ["serve"]:
                serve()  # spares it the loading of every app
            else:
                execute_from_command_line(arguments)
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1
    return 0


def database_for(arguments: list[str]) -> AbstractContextManager[object]:
    if not arguments or arguments[0] in WITHOUT_DATABASE or {"-h", "--help"} & {*arguments}:
        return nullcontext()
    return portal_database()
