"""A clean slate for each experiment in an interpreter that played another one before.

An experiment that is played a second time, or after another, has to come out as in a fresh interpreter. What can be
put back is put back; what was changed inside a module of the standard library is not.
"""

import builtins
import gc
import os
import shutil
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any, Final

from .. import copiers, copy_protocol

_ABSENT: Final = object()


class Slate:
    """The state of this interpreter, to come back to.

    Args:
        folder: a folder of the experiments' own. It is made, becomes the current one, and is emptied by `wipe`.
    """

    def __init__(self, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)
        os.chdir(folder)
        self._folder = os.getcwd()
        self._builtins = {**builtins.__dict__}
        self._modules = {**sys.modules}
        self._copiers = copiers.registered()
        self._hooks: dict[str, Any] = {name: getattr(sys, name) for name in _HOOKS}
        lists: list[Any] = [sys.path, sys.argv, warnings.filters, gc.callbacks]
        self._lists = [(held, [*held]) for held in lists]
        self._settings = [(put, get()) for get, put in _SETTINGS]

    def wipe(self) -> None:
        """Puts everything back, and collects what is garbage, so that the collector starts from there.

        Linear in the modules, the files and the objects that there are.
        """
        copy_protocol.uninstall()
        copiers.restore(self._copiers)
        _restore(builtins.__dict__, self._builtins)
        self._restore_modules()
        for name, hook in self._hooks.items():
            setattr(sys, name, hook)
        for held, items in self._lists:
            held[:] = items
        for put, value in self._settings:
            put(value)
        sys.settrace(None)
        sys.setprofile(None)
        self._empty_folder()
        gc.collect()

    def _restore_modules(self) -> None:
        """Those of the standard library that were imported since stay, as they would be imported again."""
        for name, module in [*sys.modules.items()]:
            before = self._modules.get(name, _ABSENT)
            if before is _ABSENT and getattr(module, "__spec__", None) is None:
                del sys.modules[name]
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module

    def _empty_folder(self) -> None:
        os.makedirs(self._folder, exist_ok=True)
        os.chdir(self._folder)
        with os.scandir(self._folder) as entries:
            for entry in [*entries]:
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)


_HOOKS: Final = ("excepthook", "unraisablehook", "displayhook")

_Get = Callable[[], Any]
_Put = Callable[[Any], Any]


def _enable_collector(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()


_SETTINGS: "Final[tuple[tuple[_Get, _Put], ...]]" = (
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (gc.isenabled, _enable_collector),
    (gc.get_threshold, lambda threshold: gc.set_threshold(*threshold)),
    (gc.get_debug, gc.set_debug),
    (sys.getswitchinterval, sys.setswitchinterval),
    (sys.get_asyncgen_hooks, lambda hooks: sys.set_asyncgen_hooks(*hooks)),
    (lambda: threading.excepthook, lambda hook: setattr(threading, "excepthook", hook)),
)
"""How to ask for each setting of the interpreter, and how to set it."""


def _restore(names: "dict[str, Any]", before: "dict[str, Any]") -> None:
    for name in [*names]:
        if name not in before:
            del names[name]
    names.update(before)
