"""Lets a database's next experiment have the id after the given one: python reserve_ids.py tracking.db 710000"""

import sqlite3
import sys

path, last = sys.argv[1:]
with sqlite3.connect(path, timeout=30) as database:
    database.execute(
        "INSERT INTO experiments (experiment_id, name, lifecycle_stage, workspace) VALUES (?, 'reserved', 'deleted', 'default')",
        (int(last),),
    )
database.close()
