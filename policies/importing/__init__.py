"""From a file of plain text or Markdown to a title, numbered points and named sections."""
