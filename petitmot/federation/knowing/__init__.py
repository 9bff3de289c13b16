"""What is known of people and words elsewhere: found where it is kept, fetched where it is not."""
