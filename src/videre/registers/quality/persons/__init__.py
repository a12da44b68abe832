"""Rules asked of the register of persons."""
