"""A certificate authority for trying the app on a phone, and the certificate of this machine under it.

It may sign for addresses of local networks and for this machine's own, and for no site's name: a phone that
trusts it lends nobody the power to stand in for a public site.
"""

import ipaddress
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY = "authority.crt"
LOCAL_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
# the only names that it may sign for: none of them can be registered
LOCAL_DOMAIN = "haidang.internal"
AUTHORITY_DAYS = 365
CERTIFICATE_DAYS = 90
# made anew when fewer are left
RENEWAL_DAYS = 14
# a phone whose clock is a little behind still takes what was made just now
CLOCK_SKEW = timedelta(hours=1)

Extensions = Iterable[tuple[x509.ExtensionType, bool]]


def certify(folder: Path, address: ipaddress.IPv4Address, now: datetime) -> tuple[Path, Path]:
    """The files of a certificate for this address and of its key: kept while they last, else made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    authority_file, authority_key_file = folder / AUTHORITY, folder / "authority.key"
    if not lasts(authority_file, authority_key_file, now) or not may_sign(read(authority_file), address):
        # what an earlier authority signed is worth nothing under the new one
        for stale in (*folder.glob("*.crt"), *folder.glob("*.key")):
            stale.unlink()
        make_authority(authority_file, authority_key_file, address, now)
    certificate_file, key_file = folder / f"{address}.crt", folder / f"{address}.key"
    if not lasts(certificate_file, key_file, now):
        issuer = (read(authority_file).subject, read_key(authority_key_file))
        make_certificate(certificate_file, key_file, address, issuer, now)
    return certificate_file, key_file


def read(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def read_key(file: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def lasts(certificate: Path, key: Path, now: datetime) -> bool:
    if not certificate.exists() or not key.exists():
        return False
    return read(certificate).not_valid_after_utc > now + timedelta(days=RENEWAL_DAYS)


def may_sign(authority: x509.Certificate, address: ipaddress.IPv4Address) -> bool:
    constraints = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    networks = [
        name.value for name in constraints.permitted_subtrees or () if isinstance(name, x509.IPAddress)
    ]
    return any(isinstance(network, ipaddress.IPv4Network) and address in network for network in networks)


def make_authority(file: Path, key_file: Path, address: ipaddress.IPv4Address, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    networks = [ipaddress.IPv4Network(network) for network in (*LOCAL_NETWORKS, f"{address}/32")]
    subject = named("Hải Đăng demo authority")
    certificate = sign(
        subject,
        key.public_key(),
        (subject, key),
        (now, AUTHORITY_DAYS),
        [
            (x509.BasicConstraints(ca=True, path_length=0), True),
            (usage(signs_certificates=True), True),
            (x509.NameConstraints([x509.DNSName(LOCAL_DOMAIN), *map(x509.IPAddress, networks)], None), True),
        ],
    )
    write(file, certificate, key_file, key)


def make_certificate(
    file: Path,
    key_file: Path,
    address: ipaddress.IPv4Address,
    issuer: tuple[x509.Name, ec.EllipticCurvePrivateKey],
    now: datetime,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = sign(
        named(f"Hải Đăng demo at {address}"),
        key.public_key(),
        issuer,
        (now, CERTIFICATE_DAYS),
        [
            (x509.SubjectAlternativeName([x509.IPAddress(address)]), False),
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (usage(signs_certificates=False), True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        ],
    )
    write(file, certificate, key_file, key)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def sign(
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer: tuple[x509.Name, ec.EllipticCurvePrivateKey],
    lifetime: tuple[datetime, int],
    extensions: Extensions,
) -> x509.Certificate:
    name, key = issuer
    began, days = lifetime
    building = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(began - CLOCK_SKEW)
        .not_valid_after(began + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    for extension, critical in extensions:
        building = building.add_extension(extension, critical=critical)
    return building.sign(key, hashes.SHA256())


def write(file: Path, certificate: x509.Certificate, key_file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """The key first, readable by its owner alone: a certificate without its key is made again."""
    descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as written:
        written.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
