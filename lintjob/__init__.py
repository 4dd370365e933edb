"""A linter for job listings: what a listing leaves out or hides, each problem at its exact place."""

__version__ = '0.1.0'
