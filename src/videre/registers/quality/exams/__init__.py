"""Rules asked of exams."""
