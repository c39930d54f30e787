"""HTTPS for a phone: a certificate for this machine, under an authority that can sign nothing public."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import authority
import pytest
from cryptography import x509
from cryptography.x509 import verification

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
PHONE_SIDE = ipaddress.IPv4Address("192.168.1.20")


def verify(folder: Path, certificate: Path, address: str, now: datetime) -> None:
    store = verification.Store([authority.read(folder / authority.AUTHORITY)])
    subject = x509.IPAddress(ipaddress.ip_address(address))
    verifier = verification.PolicyBuilder().store(store).time(now).build_server_verifier(subject)
    verifier.verify(authority.read(certificate), [])


def test_a_phone_that_trusts_the_authority_accepts_this_machine(tmp_path: Path) -> None:
    certificate, key = authority.certify(tmp_path, PHONE_SIDE, NOW)
    verify(tmp_path, certificate, str(PHONE_SIDE), NOW)
    # what the hub's server does with the two files
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    assert key.stat().st_mode & 0o077 == 0
    with pytest.raises(verification.VerificationError):
        verify(tmp_path, certificate, "192.168.1.21", NOW)


def test_the_authority_cannot_stand_in_for_a_public_site(tmp_path: Path) -> None:
    authority.certify(tmp_path, PHONE_SIDE, NOW)
    issuer = authority.read(tmp_path / authority.AUTHORITY)
    key = authority.read_key(tmp_path / "authority.key")
    public = ipaddress.IPv4Address("203.0.113.9")
    authority.make_certificate(tmp_path / "p.crt", tmp_path / "p.key", public, (issuer.subject, key), NOW)
    with pytest.raises(verification.VerificationError):
        verify(tmp_path, tmp_path / "p.crt", str(public), NOW)


def test_what_lasts_is_kept_so_that_a_phone_trusts_once(tmp_path: Path) -> None:
    first = authority.certify(tmp_path, PHONE_SIDE, NOW)[0].read_bytes()
    trusted = (tmp_path / authority.AUTHORITY).read_bytes()
    assert authority.certify(tmp_path, PHONE_SIDE, NOW + timedelta(days=30))[0].read_bytes() == first
    later = NOW + timedelta(days=80)
    renewed = authority.certify(tmp_path, PHONE_SIDE, later)[0]
    assert renewed.read_bytes() != first
    assert (tmp_path / authority.AUTHORITY).read_bytes() == trusted
    verify(tmp_path, renewed, str(PHONE_SIDE), later)


def test_a_public_address_of_this_machine_gets_an_authority_of_its_own(tmp_path: Path) -> None:
    authority.certify(tmp_path, PHONE_SIDE, NOW)
    address = ipaddress.IPv4Address("203.0.113.9")
    certificate, _ = authority.certify(tmp_path, address, NOW)
    verify(tmp_path, certificate, str(address), NOW)
    # the certificate of the earlier authority went with it, and is made again on return
    certificate, _ = authority.certify(tmp_path, PHONE_SIDE, NOW)
    verify(tmp_path, certificate, str(PHONE_SIDE), NOW)
