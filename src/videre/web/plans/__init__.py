"""The shared document: one plan a young person, in their own words first, that the sectors write in together."""
