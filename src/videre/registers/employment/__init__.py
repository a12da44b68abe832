"""The register `employment`: what comes in, and what README.md says about it for the data manager."""
