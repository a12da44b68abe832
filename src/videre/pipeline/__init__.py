"""One file a command: gather, compute, release. No arithmetic and no printing of its own."""
