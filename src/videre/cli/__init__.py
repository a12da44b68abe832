"""The one command, `videre`: arguments, progress bars and exit codes. What is done stands in `videre.pipeline`."""
