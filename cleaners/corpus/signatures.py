"""The first bytes of files and answers that are packed."""

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
