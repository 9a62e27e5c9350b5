"""A port that somebody listens on is nobody else's."""

import socket

import pytest

from graph.machine.sockets import ALONE


def test_two_do_not_listen_on_one_port():
    with socket.socket() as first, socket.socket() as second:
        for sock in (first, second):
            sock.setsockopt(socket.SOL_SOCKET, ALONE, 1)
        first.bind(("127.0.0.1", 0))
        first.listen()
        with pytest.raises(OSError):
            second.bind(first.getsockname())
