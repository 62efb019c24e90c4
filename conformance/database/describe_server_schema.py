"""Prints the schema of a database on a server as describe_schema.py does that of a file; the URI is the argument."""

import json
import sys

import sqlalchemy

engine = sqlalchemy.create_engine(sys.argv[1])
inspector = sqlalchemy.inspect(engine)
actions = {"NO ACTION", "RESTRICT", None}


def columns(table, key):
    return {
        column["name"]: {
            "type": str(column["type"]),
            "collation": getattr(column["type"], "collation", None),
            "required": not column["nullable"],
            "default": default_of(column),
            "computed": bool(column.get("computed")),
            "key": column["name"] in key,
        }
        for column in inspector.get_columns(table)
    }


def default_of(column):
    """A column that is counted by a sequence has its name as the default."""
    default = column.get("default")
    return "counted" if default and default.startswith("nextval") or column.get("identity") else default


def indexes(table, key):
    unique = {constraint["name"]: constraint for constraint in inspector.get_unique_constraints(table)}
    found = [index("primary", key, "pk", True)]
    found += [index(name, constraint["column_names"], "u", True) for name, constraint in unique.items()]
    for each in inspector.get_indexes(table):
        if each["name"] not in unique:
            partial = bool(each.get("dialect_options", {}).get("postgresql_where"))
            found.append(index(each["name"], each["column_names"], "c", each["unique"], partial))
    return found


def index(name, on, origin, unique, partial=False):
    return {"name": name, "unique": bool(unique), "origin": origin, "partial": partial, "on": on}


def foreign_keys(table):
    keys = [
        {
            "table": key["referred_table"],
            "update": action(key, "onupdate"),
            "delete": action(key, "ondelete"),
            "columns": list(zip(key["constrained_columns"], key["referred_columns"])),
        }
        for key in inspector.get_foreign_keys(table)
    ]
    return sorted(keys, key=json.dumps)


def action(key, name):
    found = key.get("options", {}).get(name)
    return None if found in actions else found


def described(table):
    key = inspector.get_pk_constraint(table)["constrained_columns"]
    return {"columns": columns(table, key), "indexes": indexes(table, key), "foreignKeys": foreign_keys(table)}


tables = {table: described(table) for table in inspector.get_table_names()}
with engine.connect() as connection:
    triggers = connection.execute(
        sqlalchemy.text("SELECT DISTINCT trigger_name FROM information_schema.triggers WHERE trigger_schema = :schema"),
        {"schema": inspector.default_schema_name},
    )
    others = [["trigger", name] for (name,) in triggers]
    revision = connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version")).scalar()
json.dump({"tables": tables, "others": others, "revision": revision}, sys.stdout)
