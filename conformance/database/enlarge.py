"""Adds so many tags to the database argv[1] that changing their table takes a while."""

import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as database:
    database.execute(
        """
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 8000)
        INSERT INTO tags (key, value, run_uuid)
        SELECT 'tag ' || n, hex(zeroblob(400)), (SELECT min(run_uuid) FROM runs) FROM number
        """
    )
