"""Answers that must be rejected, one module per folder of the course.

Each holds WRONG: exercise id -> list of (answer, part of the hint it must get).
"""
