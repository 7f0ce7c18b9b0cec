"""Versions of the weights, and what is different between two, as plain data."""

import json
from dataclasses import asdict
from typing import Any

from engine.data.weights_file import weights_text
from engine.problem import WeightsDocument
from engine.weights import Difference, heads, lines


def weights_document(document: WeightsDocument, language: str) -> dict[str, Any]:
    """document: as its file has it; summary and rules: the same in words."""
    return {
        "document": json.loads(weights_text(document)),
        "summary": list(heads(document, language)),
        "rules": [asdict(line) for line in lines(document, language)],
    }


def difference_document(found: Difference) -> dict[str, Any]:
    return asdict(found)
