"""What is true of the made-up municipality, to hold every estimate against: `truth.json`."""
