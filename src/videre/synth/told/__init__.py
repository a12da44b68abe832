"""What is told of what happened: delays, suppliers' forms, and dirty rows."""
