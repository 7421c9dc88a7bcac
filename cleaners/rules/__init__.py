"""What is boilerplate on any blog, as data: one TOML file a group of reasons, and the loader that reads them."""
