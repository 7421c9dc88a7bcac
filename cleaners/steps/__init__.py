"""The steps of cleaning, one a file; each finds boilerplate in a document and changes nothing."""
