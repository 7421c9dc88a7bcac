"""HTML pages about posts and corpora: each one file, nothing loaded from elsewhere, no scripts."""
