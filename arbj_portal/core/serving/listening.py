"""The port that the portal answers on, taken before anything else is started."""

import errno
import http.client
import socket

from arbj_portal.core.environment import ConfigurationError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (only recognised here)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, which the web server inherits: no restart of it loses a visitor."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise ConfigurationError(refusal(error, host, port)) from error


def refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Le port {port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en "
            f"un autre, par exemple « make run PORT={port + 1} »."
        )
    if error.errno == errno.EACCES:
        return f"Le port {port} est réservé au système : choisissez un PORT de 1024 à 65535."
    return f"L’adresse PORTAL_BIND={host} n’est pas une adresse de cette machine."


def page_address(host: str, port: int) -> str:
    """Where a browser on this machine finds the portal."""
    visible = EVERYWHERE.get(host, host)
    return f"http://[{visible}]:{port}" if ":" in visible else f"http://{visible}:{port}"


def answers(host: str, port: int, *, name: str) -> bool:
    """Whether the web server has answered something within a second."""
    connection = http.client.HTTPConnection(EVERYWHERE.get(host, host), port, timeout=1)
    try:
        connection.request("GET", "/sante/", headers={"Host": name})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()
