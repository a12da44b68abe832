"""Given back: to each school and unit, how those they have sent on are doing, and what they concluded from it."""
