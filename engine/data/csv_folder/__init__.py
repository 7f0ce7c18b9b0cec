"""A folder of CSV files, as a planner exports them from a spreadsheet: read and write problems and plans."""

from engine.data.csv_folder.reading import read
from engine.data.csv_folder.rounds import read_plan, write_plan
from engine.data.csv_folder.writing import write

__all__ = ["read", "read_plan", "write", "write_plan"]
