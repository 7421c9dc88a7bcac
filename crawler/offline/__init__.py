"""Pages that are on disk, cleaned: archives and files go in, records come out."""
