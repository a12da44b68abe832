"""Who may see whom: the only room that opens a person. Everything else asks here, and every answer is logged."""
