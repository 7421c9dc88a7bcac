"""No pattern, of the code or of the TOML files, takes a time that explodes with the length of what it looks at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# So many there are at least; with fewer the test has not seen them.
PATTERNS = 500


def test_patterns_take_their_time_whatever_they_look_at() -> None:
    command = [sys.executable, ROOT / "tests" / "support" / "pumping.py"]
    found = subprocess.run(command, cwd=ROOT, env=None, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert int(found.stderr) > PATTERNS
    assert found.stdout == ""
