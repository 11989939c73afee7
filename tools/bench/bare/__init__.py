"""What everything is measured against: a view that says twenty kilobytes, and a page as `wagtail start` makes it."""
