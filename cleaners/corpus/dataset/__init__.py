"""The parts of a dataset that is published: its posts, its card, its manifest, what changed since the last version."""
