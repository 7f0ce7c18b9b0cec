"""What an operator can set for the service: environment variables that begin with RONDA_, read once and checked."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from engine.errors import DataError, Fault

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The service's settings.

    data: the folder of the database, its key and the dispatcher's tables. database_url: where the co-ops' data are;
    owner_url: the same database as the role that owns its tables (migrations only; PostgreSQL). host_id: names this
    machine among those that solve; it must be the same after a restart. body_limit: bytes. requests_a_second and
    matches_a_second: per key. retention_days: how long finished jobs of small questions, events and idempotency keys
    are kept. letters_an_hour: how much an address may hand in at the library, which asks nobody who they are;
    link_days: after how many days a link of it is looked at again, 0: never; library_contact: the e-mail address that
    other libraries are told. pg_bin: the folder of pg_dump and pg_restore, where they are not on the path.
    places_for_carers: how much a carer sees of where a client lives: coordinates too, the place's id only, or nothing.
    """

    data: Path
    database_url: str
    owner_url: str | None = None
    key_file: Path
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    host_id: str = field(default_factory=socket.gethostname)
    body_limit: int = 40 * MEGABYTE
    requests_a_second: int = 500
    matches_a_second: int = 50
    retention_days: int = 30
    webhooks_to_private_networks: bool = False
    letters_an_hour: int = 30
    link_days: int = 30
    links_to_private_networks: bool = False
    library_contact: str = "nobody@ronda.invalid"
    oidc_issuer: str | None = None
    oidc_audience: str | None = None
    oidc_keys_url: str | None = None
    otlp_endpoint: str | None = None
    pg_bin: Path | None = None
    places_for_carers: Literal["map", "id", "none"] = "id"

    @property
    def sqlite(self) -> bool:
        """One co-op on this machine, no server; else a federation on PostgreSQL."""
        return self.database_url.startswith("sqlite")

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return self.host == "localhost" or (_is_address(self.host) and ip_address(self.host).is_loopback)


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment tells. Raises DataError with every variable that cannot be read."""
    faults: list[Fault] = []

    def number(name: str, default: int, least: int, most: int) -> int:
        told = environment.get(name, "").strip()
        if not told:
            return default
        if told.isascii() and told.isdigit() and least <= int(told) <= most:
            return int(told)
        faults.append(Fault("environment", name, told, f"give a whole number from {least} to {most}, or leave it out"))
        return default

    def yes(name: str) -> bool:
        told = environment.get(name, "").strip()
        if told not in ("", "0", "1"):
            faults.append(Fault("environment", name, told, "give 1 for yes or 0 for no, or leave it out"))
        return told == "1"

    def text(name: str) -> str | None:
        return environment.get(name, "").strip() or None

    def places() -> Literal["map", "id", "none"]:
        told = text("RONDA_PLACES_FOR_CARERS") or "id"
        if told not in ("map", "id", "none"):
            faults.append(
                Fault("environment", "RONDA_PLACES_FOR_CARERS", told, "give map, id or none, or leave it out")
            )
            return "none"
        return told

    data = Path(text("RONDA_DATA") or "ronda-data").absolute()
    url = text("RONDA_DATABASE_URL") or f"sqlite:///{data / 'ronda.sqlite'}"
    if not url.startswith(("sqlite:///", "postgresql://")):
        remedy = "give sqlite:///path/to/file or postgresql://user@host/database, or leave it out"
        faults.append(Fault("environment", "RONDA_DATABASE_URL", url.split(":", 1)[0] + ":...", remedy))
    issuer, audience = text("RONDA_OIDC_ISSUER"), text("RONDA_OIDC_AUDIENCE")
    if (issuer is None) != (audience is None):
        missing = "RONDA_OIDC_AUDIENCE" if audience is None else "RONDA_OIDC_ISSUER"
        remedy = "issuer and audience belong together: a token of another service must not open this one"
        faults.append(Fault("environment", missing, "", remedy))
    found = Settings(
        data=data,
        database_url=url,
        owner_url=text("RONDA_DATABASE_OWNER_URL"),
        key_file=Path(text("RONDA_KEY_FILE") or data / "ronda.key").absolute(),
        host=text("RONDA_HOST") or "127.0.0.1",
        port=number("RONDA_PORT", 8080, 0, 65535),
        workers=number("RONDA_WORKERS", max(1, (os.cpu_count() or 2) - 1), 0, 256),
        host_id=text("RONDA_HOST_ID") or socket.gethostname(),
        body_limit=number("RONDA_BODY_LIMIT_MB", 40, 1, 1000) * MEGABYTE,
        requests_a_second=number("RONDA_REQUESTS_A_SECOND", 500, 1, 100_000),
        matches_a_second=number("RONDA_MATCHES_A_SECOND", 50, 1, 100_000),
        retention_days=number("RONDA_RETENTION_DAYS", 30, 1, 3650),
        webhooks_to_private_networks=yes("RONDA_WEBHOOKS_TO_PRIVATE_NETWORKS"),
        letters_an_hour=number("RONDA_LIBRARY_LETTERS_AN_HOUR", 30, 0, 100_000),
        link_days=number("RONDA_LIBRARY_LINK_DAYS", 30, 0, 3650),
        links_to_private_networks=yes("RONDA_LIBRARY_LINKS_TO_PRIVATE_NETWORKS"),
        library_contact=text("RONDA_LIBRARY_CONTACT") or "nobody@ronda.invalid",
        oidc_issuer=issuer,
        oidc_audience=audience,
        oidc_keys_url=text("RONDA_OIDC_KEYS_URL"),
        otlp_endpoint=text("OTEL_EXPORTER_OTLP_ENDPOINT"),
        pg_bin=Path(folder) if (folder := text("RONDA_PG_BIN")) else None,
        places_for_carers=places(),
    )
    if faults:
        raise DataError(faults)
    return found


def variables(settings: Settings) -> dict[str, str]:
    """The variables from which a process that this one starts reads the same settings."""
    told: dict[str, object] = {
        "RONDA_DATA": settings.data,
        "RONDA_DATABASE_URL": settings.database_url,
        "RONDA_DATABASE_OWNER_URL": settings.owner_url,
        "RONDA_KEY_FILE": settings.key_file,
        "RONDA_HOST": settings.host,
        "RONDA_PORT": settings.port,
        "RONDA_WORKERS": settings.workers,
        "RONDA_HOST_ID": settings.host_id,
        "RONDA_BODY_LIMIT_MB": settings.body_limit // MEGABYTE,
        "RONDA_REQUESTS_A_SECOND": settings.requests_a_second,
        "RONDA_MATCHES_A_SECOND": settings.matches_a_second,
        "RONDA_RETENTION_DAYS": settings.retention_days,
        "RONDA_WEBHOOKS_TO_PRIVATE_NETWORKS": int(settings.webhooks_to_private_networks),
        "RONDA_LIBRARY_LETTERS_AN_HOUR": settings.letters_an_hour,
        "RONDA_LIBRARY_LINK_DAYS": settings.link_days,
        "RONDA_LIBRARY_LINKS_TO_PRIVATE_NETWORKS": int(settings.links_to_private_networks),
        "RONDA_LIBRARY_CONTACT": settings.library_contact,
        "RONDA_OIDC_ISSUER": settings.oidc_issuer,
        "RONDA_OIDC_AUDIENCE": settings.oidc_audience,
        "RONDA_OIDC_KEYS_URL": settings.oidc_keys_url,
        "OTEL_EXPORTER_OTLP_ENDPOINT": settings.otlp_endpoint,
        "RONDA_PG_BIN": settings.pg_bin,
        "RONDA_PLACES_FOR_CARERS": settings.places_for_carers,
    }
    return {name: "" if value is None else str(value) for name, value in told.items()}


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
