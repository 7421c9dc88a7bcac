"""Blog platforms as data: one TOML file each, and the loader that reads them."""
