"""What comes in: one folder a register (schema, checks, README), and how a supplier's file becomes rows of it."""
