"""Experiments: source plus actions, folded into snapshots of plain JSON."""

from .session import Session

__all__ = ["Session"]
