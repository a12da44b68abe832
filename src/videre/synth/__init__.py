"""Made-up municipalities, in suppliers' formats, with the truth written beside."""
