"""The measurement points: one fold and one file each. Pure: what they need comes in as arguments."""
