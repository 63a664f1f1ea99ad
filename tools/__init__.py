"""Authors' commands and the reading of the course; learners never need them."""
