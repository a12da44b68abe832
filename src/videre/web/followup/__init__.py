"""Follow-up lists: who needs something done, why, by when, and who answers; and whether it helped."""
