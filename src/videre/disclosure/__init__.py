"""What may leave the house. A pure room: ledger, rules and budget come in; released tables go out."""
