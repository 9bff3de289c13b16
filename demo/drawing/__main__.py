"""`python -m demo.drawing FOLDER`: draws everything into a folder, and says each name when it is done."""

import sys
from pathlib import Path

from demo.drawing.gallery import draw_one, names

for kind, name in names():
    path = draw_one(Path(sys.argv[1]), kind, name)
    sys.stdout.write(f"{kind} {name} {path}\n")
    sys.stdout.flush()
