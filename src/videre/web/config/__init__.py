"""The Django project: settings read from the home, addresses, and the frame of every page."""
