"""The half-year report on the site: drafted, commented on, approved by the steering group, and frozen from then on."""
