"""One file a command: parse, call the pipeline, print, return the exit code."""
