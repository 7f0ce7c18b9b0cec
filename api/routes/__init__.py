"""The resources under /v1, a file each."""
