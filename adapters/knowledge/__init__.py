"""A folder of Markdown files as the shop's knowledge; `SAMPLE` holds the sample shop's."""

from pathlib import Path

from adapters.knowledge.folder import KnowledgeError, folder

SAMPLE = Path(__file__).parent / "answers"
"""The sample shop's answers."""

__all__ = ["SAMPLE", "KnowledgeError", "folder"]
