"""What an uploaded picture may be. Read by the house and by the child process; imports nothing."""

LARGEST_FILE = 16_000_000  # bytes
MOST_PIXELS = 50_000_000  # of one picture
LONGEST_SIDE = 30_000  # pixels
MOST_FRAMES = 600  # of an animation, of which the first is kept
MOST_FRAME_PIXELS = 1_000_000_000  # of all frames together

LARGEST_EMOJI = 256_000  # bytes; what is drawn here
LARGEST_EMOJI_ELSEWHERE = 1_000_000  # bytes
EMOJI_SIDE = 128  # pixels: an emoji is made to fit, twice as wide at most
MOST_EMOJI_FRAMES = 200  # of one that moves; all are kept
MOST_EMOJI_PIXELS = 60_000_000  # of all its frames together
LARGEST_MOVING = 400_000  # bytes; what weighs more is shown still

WIDTHS = (320, 960, 1920)  # of the pictures that are made; the height is at most twice as much
TALLEST = 2

SECONDS = 20  # of CPU, for one picture
MEMORY = 1_000_000_000  # bytes of address space
LARGEST_MADE = 100_000_000  # bytes of one file that it writes
PATIENCE = 40.0  # seconds by the clock on the wall
AT_ONCE = 2  # children at one time
