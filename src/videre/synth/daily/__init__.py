"""Month by month: work, benefits, municipal activities and contacts."""
