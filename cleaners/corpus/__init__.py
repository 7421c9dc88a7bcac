"""Pages that are on disk already, and the records that are made of them."""
