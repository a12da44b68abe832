"""What was done, by whom and when. Written in the same transaction as the thing itself."""
