"""One municipality's home: settings, keys, paths, version stamp and the writer's lock."""
