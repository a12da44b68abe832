"""The yearly control of the log: which looks are asked about, what was found, and that it was done."""
