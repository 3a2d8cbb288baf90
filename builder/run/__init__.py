"""Partitions of a stream, coded by many workers, kept on disk, gathered: bounded memory, finished after a crash."""
