"""Education after 9th grade: places, enrolments, what institutions tell, and what people apply for."""
