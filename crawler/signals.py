"""Signals of our own, sent as Scrapy's are."""

# A page was cleaned. Arguments: page, model (of its site, or None), cleaned (its record and removals).
page_cleaned = object()
# A page that is a post costs more than the limits allow. Arguments: page, model.
page_over_limits = object()
# A run is over, and it is known which of its posts are the first of their like. Argument: finishing.
run_settled = object()
# A record is in the file that it was to be written to. Argument: item.
record_written = object()
