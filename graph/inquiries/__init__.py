"""Investigators' questions with blanks to fill, each answered from the claims that count.

An answer is a value: the statements it rests on with their claims, who is the answer, and who denies or
doubts part of it. How the question and its answer are worded is left to whoever shows them.
"""

from graph.inquiries.asking import Blank, Inquiry, Reply, Row, filled
from graph.inquiries.catalogue import INQUIRIES, answered, example

__all__ = ["INQUIRIES", "Blank", "Inquiry", "Reply", "Row", "answered", "example", "filled"]
