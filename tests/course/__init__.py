"""Tests of the lessons themselves: each rule is also shown to bite."""
