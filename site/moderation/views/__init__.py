"""Screens of the moderators, and the page on which an author appeals."""
