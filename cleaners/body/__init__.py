"""The body of a post with its structure: blocks and the runs of a line, read from the tree that the steps have left."""
