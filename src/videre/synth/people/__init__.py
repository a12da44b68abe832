"""Who lives in the made-up municipality: visits, persons, CPR numbers, and the registers of persons and residence."""
