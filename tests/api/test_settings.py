"""What an operator can set, and what a child process reads of it."""

from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import Settings, settings, variables
from engine.errors import DataError


def test_a_child_reads_the_same_settings(tmp_path: Path):
    given = Settings(
        data=tmp_path,
        database_url="postgresql://app@127.0.0.1/ronda",
        owner_url="postgresql://owner@127.0.0.1/ronda",
        key_file=tmp_path / "key",
        host="0.0.0.0",
        port=8081,
        workers=77,
        host_id="far",
        body_limit=5_000_000,
        requests_a_second=7,
        matches_a_second=3,
        retention_days=9,
        webhooks_to_private_networks=True,
        letters_an_hour=5,
        link_days=7,
        links_to_private_networks=True,
        library_contact="library@sol.example",
        oidc_issuer="https://id.example.org",
        oidc_audience="ronda",
        oidc_keys_url="https://id.example.org/keys",
        otlp_endpoint="http://127.0.0.1:4318",
        pg_bin=tmp_path / "bin",
        places_for_carers="map",
    )
    usual = settings({})
    assert [one.name for one in fields(Settings) if getattr(given, one.name) == getattr(usual, one.name)] == []
    assert settings(variables(given)) == given


@pytest.mark.parametrize("given", ["0", "1", ""])
def test_yes_and_no_are_told_as_1_and_0(given: str):
    assert settings({"RONDA_WEBHOOKS_TO_PRIVATE_NETWORKS": given}).webhooks_to_private_networks is (given == "1")


@pytest.mark.parametrize("given", ["true", "yes", "2"])
def test_who_means_yes_and_says_it_otherwise_is_told(given: str):
    with pytest.raises(DataError) as refused:
        settings({"RONDA_WEBHOOKS_TO_PRIVATE_NETWORKS": given})
    assert [(fault.field, fault.value) for fault in refused.value.faults] == [
        ("RONDA_WEBHOOKS_TO_PRIVATE_NETWORKS", given)
    ]
