"""Answers: reports to rows and cards. Pure: no input or output."""
