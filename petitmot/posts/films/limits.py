"""What an uploaded sound or film may be, and what its making may cost. Read by the child process too; imports nothing."""

LARGEST_FILE = 99_000_000  # bytes, as in Mastodon; of what is sent in and of what is made
LARGEST_ELSEWHERE = 40_000_000  # bytes that are fetched of a sound or film of another server; a larger one is a link
MOST_POINTS = 8_294_400  # of one moment: 3840 x 2160
MOST_MOMENTS = 120  # in a second
LONGEST_FILM = 15 * 60  # seconds
LONGEST_SOUND = 3 * 3600  # seconds
LONGEST_GIFV = 60  # seconds; a silent film is one up to here

LONGEST_SIDE = 1920  # pixels of what is made
MADE_MOMENTS = 60  # in a second
VIDEO_BITS, SOUND_BITS = 5_000_000, 128_000  # a second, at most

LOOK_SECONDS, LOOK_PATIENCE = 20, 30.0  # to look at a file: of CPU, and by the clock on the wall
MAKE_SECONDS, MAKE_PATIENCE = 3600, 5400.0  # to make it
MEMORY = 3_000_000_000  # bytes of address space: libraries, threads and frames of 3840 x 2160
LOOKS_AT_ONCE = 2  # files looked at, in one process
