"""Files of any size as streams: unpacked, cut into lines, and lines joined to rows of a table."""
