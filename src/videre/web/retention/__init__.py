"""How long what is known of a young person is kept: holds, the archive, and erasing by the rules."""
