"""Prints a SQLite database as JSON: its objects in one spelling, and every row of every table."""

import json
import re
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
database.text_factory = bytes
# A job that is cancelled by the upgrade is stamped with the time of the upgrade; the rows of the tests are older.
RECENT = 1_750_000_000_000


def split(body):
    """The parts between the commas that stand in no bracket."""
    parts, depth = [""], 0
    for character in body:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def spelled(statement):
    """The statement without quotes around names and numbers, white space, IF NOT EXISTS and words in two cases."""
    statement = re.sub(r"\bIF NOT EXISTS\b", "", statement.decode())
    statement = re.sub(r'"(\w+)"', r"\1", statement)
    statement = re.sub(r"DEFAULT '(\d+)'", r"DEFAULT \1", statement)
    statement = re.sub(r"\s+", " ", statement.strip()).replace("ON DELETE cascade", "ON DELETE CASCADE")
    return re.sub(r"\s*([(),])\s*", r"\1", statement)


def described(kind, statement):
    """A table as its columns in their order and its constraints in any; anything else as its statement."""
    text = spelled(statement)
    if kind != b"table":
        return text
    start, body, end = re.fullmatch(r"(.*?)\((.*)\)(.*)", text, re.S).groups()
    parts = split(body)
    constraints = [part for part in parts if re.match(r"(CONSTRAINT|FOREIGN KEY|CHECK|UNIQUE|PRIMARY KEY)\b", part)]
    columns = [part for part in parts if part not in constraints]
    return {"table": start, "columns": columns, "constraints": sorted(constraints), "options": end}


def plain(name, value):
    if name == "last_update_time" and value and value > RECENT:
        return "recent"
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def rows(table):
    cursor = database.execute(f'SELECT * FROM "{table}"')
    names = [name for name, *_ in cursor.description]
    found = [{name: plain(name, value) for name, value in zip(names, row)} for row in cursor]
    return sorted(found, key=lambda row: json.dumps(row, sort_keys=True))


objects = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
tables = [name.decode() for kind, name, _ in objects if kind == b"table"]
json.dump(
    {
        "objects": {name.decode(): described(kind, statement) for kind, name, statement in objects},
        "rows": {table: rows(table) for table in tables},
    },
    sys.stdout,
)
