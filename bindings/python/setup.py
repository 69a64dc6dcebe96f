"""The compiled half of the package: graduasi._native, and the library beside it.  pyproject.toml says the rest."""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).resolve().parent / "graduasi"))
from _build import find_native


class BuildWithLibrary(build_ext):
    """Lays libgraduasi.so beside the module, under the name by which the module asks for it."""

    def run(self) -> None:
        super().run()
        library = find_native().library.resolve()
        name = ".".join(library.name.split(".")[:3])  # libgraduasi.so.0 of libgraduasi.so.0.1.0
        for extension in self.extensions:
            shutil.copy(library, Path(self.get_ext_fullpath(extension.name)).parent / name)


class BuildWithoutBuilder(build_py):
    """Leaves out _build.py, which an installed package has no use for."""

    def find_package_modules(self, package: str, package_dir: str) -> list:
        return [module for module in super().find_package_modules(package, package_dir) if module[1] != "_build"]


# What only names files or describes them asks for no library.
describing = sys.argv[1:2] in (["sdist"], ["egg_info"], ["dist_info"])
setup(
    cffi_modules=[] if describing else ["graduasi/_build.py:ffibuilder"],
    cmdclass={"build_ext": BuildWithLibrary, "build_py": BuildWithoutBuilder},
    options={"bdist_wheel": {"py_limited_api": "cp39"}},
)
