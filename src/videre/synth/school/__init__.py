"""Primary school: stays, exams, absence, readiness and wellbeing."""
