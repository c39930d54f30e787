"""What the hub says to the service manager that started it: that it serves (sd_notify, Type=notify)."""

import socket

import structlog

log = structlog.get_logger()


def tell_ready(address: str | None) -> None:
    """A datagram to the socket that systemd named; nothing where nobody waits for it."""
    if address is None:
        return
    # An at sign stands for the zero byte of an abstract address.
    name = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        try:
            line.sendto(b"READY=1", name)
        except OSError as fault:
            # Whoever waits in vain says so; people are served all the same.
            log.warning("nobody hears that it serves", fault=fault)
