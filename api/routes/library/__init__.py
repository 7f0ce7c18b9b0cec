"""The resource library over HTTP: read by anybody, kept by the co-op's planners and administrators."""
