"""Lets these tests bend the same hand-made candidates as those of the dataset."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "dataset"))
