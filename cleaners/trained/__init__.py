"""How likely each block of a page is the author's, by trees that were trained on pages of many sites."""
