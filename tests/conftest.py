"""What the tests share: one way to run peel, and made-up reports."""

from __future__ import annotations
