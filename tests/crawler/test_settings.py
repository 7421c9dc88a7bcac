"""The settings that Scrapy is run with."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from scrapy.settings import Settings
settings = Settings()
settings.setmodule("blogsieve.crawler.settings")
names = settings.get_component_priority_dict_with_base("EXTENSIONS")
print(any("RemoteControl" in name for name in names), "aiohttp" in sys.modules)
"""


def test_no_server_is_loaded_that_runs_what_it_is_sent() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    assert done.stdout == "False False\n"
