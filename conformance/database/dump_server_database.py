"""Prints the database of the URI argv[1], on a database server, as JSON: its tables as SQLAlchemy sees them, and every row."""

import json
import re
import sys

import sqlalchemy

engine = sqlalchemy.create_engine(sys.argv[1])
inspector = sqlalchemy.inspect(engine)
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
    constraints += [*inspector.get_foreign_keys(table), *inspector.get_check_constraints(table)]
    return {"columns": columns, "constraints": texts(constraints), "indexes": texts(inspector.get_indexes(table))}


def texts(found):
    return sorted(json.dumps(one, sort_keys=True, default=str) for one in found)


def plain(name, value):
    if name == "last_update_time" and value and value > RECENT:
        return "recent"
    return bytes(value).hex() if isinstance(value, memoryview) else value


with engine.connect() as connection:
    found = {"tables": {}, "rows": {}}
    for table in inspector.get_table_names():
        found["tables"][table] = described(table)
        rows = connection.execute(sqlalchemy.text(f"SELECT * FROM {table}")).mappings()
        found["rows"][table] = texts({name: plain(name, value) for name, value in row.items()} for row in rows)
    if engine.dialect.name == "postgresql":
        triggers = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
        found["triggers"] = list(connection.execute(sqlalchemy.text(triggers)).scalars())
json.dump(found, sys.stdout, sort_keys=True, indent=1)
