"""Text and Markdown: header lines, front matter, blocks by the shape of lines."""
