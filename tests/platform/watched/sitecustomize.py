"""Python imports this before anything else where its folder is on PYTHONPATH: notes each connection to another machine."""

import os
import socket

HERE = ("127.", "::1", "localhost", "0.0.0.0")


def _note(what: object) -> None:
    with open(os.environ["CONNECTIONS"], "a") as notes:
        notes.write(f"{what}\n")


def _watched(name: str):
    original = getattr(socket.socket, name)

    def connect(self: socket.socket, address: object):
        if isinstance(address, tuple) and not str(address[0]).startswith(HERE):
            _note(address)
        return original(self, address)

    return connect


def _look_up(host: object, *args: object, **kwargs: object):
    name = host.decode() if isinstance(host, bytes) else host
    if name and not str(name).startswith(HERE):
        _note(name)
    return _getaddrinfo(host, *args, **kwargs)


_getaddrinfo = socket.getaddrinfo
socket.getaddrinfo = _look_up
socket.socket.connect = _watched("connect")
socket.socket.connect_ex = _watched("connect_ex")
