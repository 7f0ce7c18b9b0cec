"""What the engine answers as plain data: the same documents on the command line (--json) and in the service."""
