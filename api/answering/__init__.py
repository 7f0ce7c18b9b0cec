"""The process beside the API that does the engine's work."""
