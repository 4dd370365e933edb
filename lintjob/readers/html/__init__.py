"""HTML: pages and fragments, and the JobPosting data of pages."""
