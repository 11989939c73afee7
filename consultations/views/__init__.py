"""The short way to a consultation's page, and the office desks: what is concluded, what is answered."""
