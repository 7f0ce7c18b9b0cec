"""Notebooks as pages that anybody can open without a network: `make notebooks`."""
