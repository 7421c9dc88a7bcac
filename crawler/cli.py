"""`blogsieve`: Scrapy's own command line with our settings, so that its options and commands work from anywhere."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    try:
        from scrapy.cmdline import execute

        execute()
    except KeyboardInterrupt:
        # Ctrl-C before anything was begun; what has begun ends in its own way.
        sys.exit(130)


if __name__ == "__main__":
    main()
