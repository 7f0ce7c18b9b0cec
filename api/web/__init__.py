"""What stands around every route: request ids, limits, headers, the access log, refusals as documents, the OpenAPI."""
