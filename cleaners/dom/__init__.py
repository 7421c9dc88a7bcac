"""The parsed page: its tree, its lines, an index of its elements, selectors and locators, limits of the parser."""
