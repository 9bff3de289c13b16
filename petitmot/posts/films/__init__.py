"""Films and sounds: an uploaded file is made anew by ffmpeg, in a child process with limits; named by its content (rule 42)."""
