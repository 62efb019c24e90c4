"""Makes databases on the PostgreSQL server of the URI argv[1], each named as `new` or, to copy another one, `new=old`."""

import sys

import sqlalchemy

engine = sqlalchemy.create_engine(f"{sys.argv[1]}postgres", isolation_level="AUTOCOMMIT")
with engine.connect() as connection:
    for new, *old in (name.split("=") for name in sys.argv[2:]):
        template = f' TEMPLATE "{old[0]}"' if old else ""
        connection.execute(sqlalchemy.text(f'CREATE DATABASE "{new}"{template}'))
