"""Holds the portal together: what starts in which order, is started again, and stops.

It loads no app, so that starting costs little and nothing in the apps can break it.
"""

import signal
import sys
import time
from contextlib import ExitStack, suppress

from django.conf import settings

from arbj_portal.core.database import portal_database
from arbj_portal.core.embedded import EmbeddedPostgres
from arbj_portal.core.environment import ConfigurationError, read_text
from arbj_portal.core.serving.console import say
from arbj_portal.core.serving.listening import answers, listen, page_address
from arbj_portal.core.serving.locks import hold_run, hold_web
from arbj_portal.core.serving.processes import Child, stop

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve() -> None:
    """Run the portal until a signal comes."""
    for name in STOPPING:
        ignored_by_nohup = name is signal.SIGHUP and signal.getsignal(name) is signal.SIG_IGN
        if not ignored_by_nohup:
            signal.signal(name, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        run()
    say("Le portail est arrêté.")


def run() -> None:
    """Everything in its order; leaving, for whatever reason, undoes it in reverse."""
    started = time.monotonic()
    host, port = read_text("PORTAL_BIND", "127.0.0.1"), settings.PORT
    if not settings.ALLOWED_HOSTS:
        raise ConfigurationError(
            "La variable PORTAL_HOSTS est requise : les noms de domaine du portail "
            "(voir .env.example)."
        )
    with ExitStack() as stack:
        stack.enter_context(hold_run(settings.DATA_DIR))
        web_lock = stack.enter_context(hold_web(settings.DATA_DIR))
        listener = stack.enter_context(listen(host, port))
        say("Base de données : démarrage…")
        database = stack.enter_context(portal_database())
        bind = f"fd://{listener.fileno()}"
        if settings.DEBUG:
            listener.close()  # the server that reloads opens it itself
            bind = f"{host}:{port}"
        keeps_open = [] if settings.DEBUG else [listener.fileno(), web_lock.fileno()]
        web = Child("Le serveur web", ["manage.py", "web", bind], keeps_open=keeps_open)
        worker = Child("Le processus des tâches de fond", ["manage.py", "worker"])
        stack.callback(stop, [web, worker])
        stack.callback(ignore_signals)
        say("Serveur web : démarrage…")
        wait_for_answer(web, host, port)
        announce(page_address(host, port), time.monotonic() - started)
        supervise([web, worker], database)


def ignore_signals() -> None:
    """What is being stopped is not interrupted."""
    for name in STOPPING:
        signal.signal(name, signal.SIG_IGN)


def wait_for_answer(web: Child, host: str, port: int) -> None:
    """Until the first page; a server that ends before it has said why."""
    web.start()
    while not answers(host, port, name=settings.ALLOWED_HOSTS[0].lstrip(".")):
        if web.has_ended():
            sys.exit(1)
        time.sleep(0.05)


def supervise(children: list[Child], database: EmbeddedPostgres | None) -> None:
    """Start again whatever ends by itself, as long as the terminal stays open, if there is one.

    The SIGHUP of a closed terminal may reach `make` alone, which keeps it to itself.
    """
    terminal = sys.stdout.isatty()
    while sys.stdout.isatty() or not terminal:
        if database is not None and not database.is_running():
            say("La base de données s’était arrêtée : nouveau démarrage…")
            database.ensure_running()
        for child in children:
            if child.has_ended():
                say(f"{child.name} s’est arrêté : nouveau démarrage…")
            child.keep_alive()
        time.sleep(0.5)


def announce(address: str, duration: float) -> None:
    seconds = f"{duration:.1f}".replace(".", ",")
    say(f"\nLe portail répond à {address} (prêt en {seconds} s).")
    if settings.DEMONSTRATION:
        say("Démonstration; le mot de passe de chaque compte est « demonstration » :")
        for name in ("coordination", "partenaire", "administration"):
            say(f"  {name}@portail.test")
    elif not settings.MAILERS:
        say("Aucun serveur de courrier n’est réglé : les courriels attendent (PORTAL_SMTP_URL).")
    say("Ctrl-C arrête tout.\n")
