"""What stands around the engine: command line, reports, and later the web service."""
