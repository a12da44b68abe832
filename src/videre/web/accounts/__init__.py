"""Users, their roles, and what each address of the site asks for."""
