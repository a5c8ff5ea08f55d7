"""What is still to be done with the films of a catalog, and how far it is; knows no film and does nothing itself."""

from donnybrook.catalog.jobs.book import JobBook
from donnybrook.catalog.jobs.records import Job, JobKey, JobState, Wanted

__all__ = ["Job", "JobBook", "JobKey", "JobState", "Wanted"]
