"""Quality: how our plans compare with the published results of the UHHC benchmark, for equal time.

The instances are not in the repository: see `benchmarks/README.md`. `python -m benchmarks.quality --help`.
"""
