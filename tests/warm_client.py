"""Hands its words, folder, environment and streams to the warm Baton, and ends as what that forked ended."""

import json
import os
import signal
import socket
import sys

caller = socket.socket(socket.AF_UNIX)
caller.connect(sys.argv[1])
wanted = json.dumps({"words": sys.argv[2:], "folder": os.getcwd(), "environment": dict(os.environ)}).encode()  # noqa: PTH109 - pathlib takes longer to load than the rest
socket.send_fds(caller, [len(wanted).to_bytes(4, "big")], [0, 1, 2])
caller.sendall(wanted)
process = int.from_bytes(caller.recv(4), "big")
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, lambda number, _: os.kill(process, number))
# Who reads what it writes must see it end when the process does.
for fd in (0, 1, 2):
    os.close(fd)
ended = int.from_bytes(caller.recv(4), "big", signed=True)
if ended < 0:
    signal.signal(-ended, signal.SIG_DFL) if -ended != signal.SIGKILL else None
    os.kill(os.getpid(), -ended)
os._exit(ended)
