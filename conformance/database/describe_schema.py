"""Prints the schema of a SQLite database as JSON: tables, columns, keys, indexes, and the revision."""

import json
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)


def rows(statement):
    return database.execute(statement).fetchall()


def plain(default):
    """A default without the quotes that SQLite drops when it fills a number's column."""
    return default.strip("'") if default and default.strip("'").isdigit() else default


def columns(table):
    return {
        name: {"type": type_.upper(), "required": bool(required), "default": plain(default), "key": key > 0}
        for _, name, type_, required, default, key in rows(f'PRAGMA table_info("{table}")')
    }


def indexes(table):
    found = []
    for _, name, unique, origin, partial in rows(f'PRAGMA index_list("{table}")'):
        on = [column for _, _, column in rows(f'PRAGMA index_info("{name}")')]
        found.append({"name": name, "unique": bool(unique), "origin": origin, "partial": bool(partial), "on": on})
    return found


def foreign_keys(table):
    keys = {}
    for number, _, target, source, to, on_update, on_delete, _ in rows(f'PRAGMA foreign_key_list("{table}")'):
        key = keys.setdefault(number, {"table": target, "update": on_update, "delete": on_delete, "columns": []})
        key["columns"].append([source, to])
    return sorted(keys.values(), key=json.dumps)


tables = [name for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
described = {
    table: {"columns": columns(table), "indexes": indexes(table), "foreignKeys": foreign_keys(table)}
    for table in tables
}
others = rows("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY type, name")
(revision,) = rows("SELECT version_num FROM alembic_version")
json.dump({"tables": described, "others": others, "revision": revision[0]}, sys.stdout)
