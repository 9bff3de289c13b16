"""The outbox: job rows, announce(), the runner, schedules and visible failures. It knows no noun of the domain."""
