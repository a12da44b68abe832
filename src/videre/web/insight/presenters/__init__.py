"""From released tables and definitions to what templates write. Nothing here reads a file or a database."""
