"""The chain of made-up lives after 9th grade: states, chances, what they lead one to expect, and walking through it."""
