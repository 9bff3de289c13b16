"""Reports, decisions, the trail of staff acts. It never reads private words that were not reported (rule 32)."""
