"""The way in: what another server brings is checked at the door and done by a job."""
