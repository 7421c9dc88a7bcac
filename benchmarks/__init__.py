"""How well and how fast: measured on recorded blogs and on single pages, side by side with what others do."""
