"""Where a cohort is heading: a profile-model-like projection. Pure: what it needs comes in as arguments."""
