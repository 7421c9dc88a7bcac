"""`python -m blogsieve`: the command line, wherever scripts are not on the path."""

from blogsieve.crawler.ui.cli import main

if __name__ == "__main__":
    main()
