"""Rules asked of assessments of readiness."""
