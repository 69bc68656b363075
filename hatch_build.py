"""Compile the cores while the package is built; without a C compiler go on without them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import CCompilerError, ExecError, PlatformError

MODULES = (
    "namenorm.keying._core",
    "namenorm.resolution._core",
    "namenorm.sounds._core",
    "namenorm.translit._core",
)

_FAST: dict[str, Any] = {} if sys.platform == "win32" else {"extra_compile_args": ["-O3"]}


class CoreHook(BuildHookInterface):
    """Puts each compiled module beside its source, where a wheel and a checkout find it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        extensions = [
            Extension(module, [str(root / "src" / f"{module.replace('.', '/')}.c")], **_FAST)
            for module in MODULES
        ]
        command = build_ext(Distribution({"ext_modules": extensions, "verbose": 0}))
        command.build_temp = str(root / "build" / "core")
        command.build_lib = str(root / "src")
        command.force = True
        command.ensure_finalized()
        try:
            command.run()
        except (CCompilerError, ExecError, PlatformError) as error:
            self.app.display_warning(f"no compiled core ({error}); the pure code does the work")
            return
        for module in MODULES:
            built = Path(command.get_ext_fullpath(module))
            build_data["artifacts"].append(built.relative_to(root).as_posix())
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
