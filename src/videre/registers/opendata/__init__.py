"""Open data: Statbank, uddannelsesstatistik.dk and jobindsats, from question to official figures."""
