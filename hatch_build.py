"""What a wheel needs beyond the sources: the compiled translations (they are not in the repository)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):  # type: ignore[misc]
    """Compile the catalogues, and put them into the wheel although git ignores them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run `bin/parts/messages.py --compile` with the Babel of the build's own environment."""
        root = Path(self.root)
        subprocess.run([sys.executable, str(root / "bin" / "parts" / "messages.py"), "--compile"], check=True)  # noqa: S603 - our own command
        for compiled in (root / "petitmot" / "locale").rglob("*.mo"):
            build_data["force_include"][str(compiled)] = compiled.relative_to(root).as_posix()
