"""From released tables to what public pages and catalogues say. Nothing here reads a file or a database."""
