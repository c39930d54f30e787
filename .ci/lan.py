"""Serve the demo over HTTPS to a phone in the same network, under a certificate authority made here.

A phone keeps an app offline only over HTTPS, and trusts only certificates of an authority that it knows.
"""

import argparse
import http.server
import ipaddress
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from authority import AUTHORITY, certify
from places import VAR
from prepare import check_port
from serve import serve
from step import Stopped

# UDP: naming a peer picks the route and its address, and sends nothing
ANY_PEER = ("192.0.2.1", 9)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--address", default="", help="this machine's address, where it is not found")
    given = parser.parse_args(arguments)
    try:
        address = own_address(given.address)
        check_port("0.0.0.0", str(given.port + 1))
    except Stopped as stop:
        print(stop, file=sys.stderr)
        return 1
    folder = VAR / "lan"
    certificate, key = certify(folder, address, datetime.now(UTC))
    origin, offer = f"https://{address}:{given.port}", f"http://{address}:{given.port + 1}/"
    print(
        f"On the phone, once: open {offer} and install what it hands over as a CA certificate\n"
        "  Android: Settings, Security, More, Install a certificate, CA certificate\n"
        "  iPhone:  Settings, Profile downloaded; then General, About, Certificate Trust Settings\n"
        f"Then open {origin} or a link below. Remove the certificate when you are done trying.",
        flush=True,
    )
    hub = {
        "HOST": "0.0.0.0",
        "PORT": str(given.port),
        "PUBLIC_URL": origin,
        "HAIDANG_TLS_CERT": str(certificate),
        "HAIDANG_TLS_KEY": str(key),
    }
    with offered(folder / AUTHORITY, given.port + 1):
        return serve({**os.environ, **hub})


def own_address(given: str) -> ipaddress.IPv4Address:
    """The address that this machine has in its network."""
    try:
        if given:
            return ipaddress.IPv4Address(given)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
            route.connect(ANY_PEER)
            return ipaddress.IPv4Address(route.getsockname()[0])
    except (OSError, ValueError):
        raise Stopped(
            "No address in a network was found: connect to one, or name it: make run-lan ADDRESS=192.168.1.20"
        ) from None


@contextmanager
def offered(authority: Path, port: int) -> Iterator[None]:
    """While the hub runs, hand the authority's certificate to whoever asks; nothing else is served."""
    body = authority.read_bytes()

    class Offer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/x-x509-ca-cert")
            self.send_header("Content-Disposition", 'attachment; filename="hai-dang-demo.crt"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Who asked is nobody's business."""

    with http.server.ThreadingHTTPServer(("0.0.0.0", port), Offer) as offer:
        threading.Thread(target=offer.serve_forever, daemon=True).start()
        yield
        offer.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
