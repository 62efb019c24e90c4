"""Prints the database of the URI argv[1], on a database server, as JSON: its tables as SQLAlchemy sees them, and every row."""

import json
import re
import sys

import sqlalchemy

engine = sqlalchemy.create_engine(sys.argv[1])
inspector = sqlalchemy.inspect(engine)
quoted = engine.dialect.identifier_preparer.quote
# A job that is cancelled by the upgrade is stamped with the time of the upgrade; the rows of the tests are older.
RECENT = 1_750_000_000_000


def default(text):
    """Without the type that some quote it with."""
    return re.sub(r"^'(.*)'::[\w ]+$", r"\1", text) if text else text


def described(table):
    columns = {
        column["name"]: [str(column["type"]), column["nullable"], default(column["default"]), str(column.get("computed"))]
        for column in inspector.get_columns(table)
    }
    constraints = [inspector.get_pk_constraint(table), *inspector.get_unique_constraints(table)]
    constraints += [*map(without_counted_name, inspector.get_foreign_keys(table))]
    constraints += inspector.get_check_constraints(table)
    return {"columns": columns, "constraints": texts(constraints), "indexes": texts(inspector.get_indexes(table))}


def without_counted_name(key):
    """MySQL counts the foreign keys of a table that have no name of their own."""
    return {**key, "name": None} if re.search(r"_ibfk_\d+$", key["name"] or "") else key


def texts(found):
    return sorted(json.dumps(one, sort_keys=True, default=str) for one in found)


def plain(name, value):
    if name == "last_update_time" and value and value > RECENT:
        return "recent"
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value


with engine.connect() as connection:
    found = {"tables": {}, "rows": {}}
    for table in inspector.get_table_names():
        found["tables"][table] = described(table)
        rows = connection.execute(sqlalchemy.text(f"SELECT * FROM {quoted(table)}")).mappings()
        found["rows"][table] = texts({name: plain(name, value) for name, value in row.items()} for row in rows)
    triggers = {
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "mysql": "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
    }
    found["triggers"] = list(connection.execute(sqlalchemy.text(triggers[engine.dialect.name])).scalars())
json.dump(found, sys.stdout, sort_keys=True, indent=1)
