"""A page on its way to a record: prepared, reduced to its body, written; or traced line by line."""
