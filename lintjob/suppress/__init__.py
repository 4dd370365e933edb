"""Suppression: problems that somebody said are to be left alone, in a comment at their place or in .lintjob-ignore.yaml."""

from lintjob.suppress.notices import NOTICES as NOTICES
