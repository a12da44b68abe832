"""Open data: public pages, an API and a catalogue of the tables whose audience is the public. Nobody logs in here."""
