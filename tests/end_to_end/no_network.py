"""Runs a command where there is no network, and tells whether anything tried to use one.

    unshare -rn python tests/end_to_end/no_network.py REPORT [--loopback] COMMAND...

To be started in a fresh network namespace. The kernel counts every packet for which there is no
route, whichever library or helper process sent it: Python code and native code alike.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import subprocess
import sys
from pathlib import Path

SIOCSIFFLAGS, IFF_UP, IFF_RUNNING = 0x8914, 0x1, 0x40
COUNTERS = ("IpOutNoRoutes", "Ip6OutNoRoutes")


def loopback_up() -> None:
    """Let processes of this machine reach each other; nothing beyond it can be reached."""
    with socket.socket() as any_socket:
        flags = struct.pack("16sh", b"lo", IFF_UP | IFF_RUNNING)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, flags)


def attempts() -> dict[str, int]:
    """How many packets had nowhere to go, so far, in this namespace."""
    lines = Path("/proc/net/snmp").read_text().splitlines()
    counted: dict[str, int] = {}
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        protocol = names.split(":")[0]
        fields = zip(names.split()[1:], values.split()[1:], strict=True)
        counted.update({protocol + name: int(value) for name, value in fields})
    for line in Path("/proc/net/snmp6").read_text().splitlines():
        name, value = line.split()
        counted[name] = int(value)
    return {name: counted[name] for name in COUNTERS}


def interfaces() -> list[str]:
    """The network interfaces there are."""
    return [name for _, name in socket.if_nameindex()]


def main() -> int:
    report, *command = sys.argv[1:]
    if command[0] == "--loopback":
        loopback_up()
        command = command[1:]
    status = subprocess.run(command, check=False).returncode
    Path(report).write_text(json.dumps({"interfaces": interfaces(), "attempts": attempts()}))
    return status


if __name__ == "__main__":
    sys.exit(main())
