"""What a fetched page shows of itself, and what kind of page it is by that and by its address."""
