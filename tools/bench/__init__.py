"""`make bench`: what each page costs, beside a bare Django view and a bare Wagtail page of the same run."""
