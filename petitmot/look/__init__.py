"""Base template, styles, scripts, drawings: what every page and mail is built on. It knows no noun."""
