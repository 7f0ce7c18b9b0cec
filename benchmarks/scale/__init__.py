"""How planning grows with the number of visits: time to a first clean plan, quality, memory.

`python -m benchmarks.scale --help` tells how; the text about it is in ../README.md.
"""
