"""The processes that a supervisor keeps alive on this machine, and how each is told its settings."""

import sys
from collections.abc import Sequence

from api.jobs.supervisor import Part
from api.settings import MEGABYTE, Settings

API_GRACE, WORKER_GRACE = 15.0, 12.0  # seconds


def workers(settings: Settings) -> list[Part]:
    """One worker per core, or as many as the operator wants. Their names count from 1."""
    command = (sys.executable, "-m", "api.jobs.worker")
    told = environment(settings)
    return [
        Part("worker", number, (*command, str(number)), told, WORKER_GRACE) for number in range(1, settings.workers + 1)
    ]


def api(settings: Settings, command: Sequence[str], listening: int) -> Part:
    """The API. listening: a socket that is open already and outlives it: while it is started again, who asks waits."""
    return Part("api", 1, command, environment(settings), API_GRACE, handed=(listening,))


def environment(settings: Settings) -> dict[str, str]:
    """The variables from which a child reads the same settings."""
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
        "RONDA_OIDC_ISSUER": settings.oidc_issuer,
        "RONDA_OIDC_AUDIENCE": settings.oidc_audience,
        "RONDA_OIDC_KEYS_URL": settings.oidc_keys_url,
        "OTEL_EXPORTER_OTLP_ENDPOINT": settings.otlp_endpoint,
    }
    return {name: "" if value is None else str(value) for name, value in told.items()}
