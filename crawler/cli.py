"""`blogsieve`: Scrapy's own command line with our settings, so that its options and commands work from anywhere."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    from scrapy.cmdline import execute

    execute()


if __name__ == "__main__":
    main()
