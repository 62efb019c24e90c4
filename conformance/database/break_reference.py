"""Writes a param of no run into the database of the URI argv[1], as a dump that is loaded without its checks may."""

import sys

import sqlalchemy

OFF = {"postgresql": "SET session_replication_role = replica", "mysql": "SET foreign_key_checks = 0"}
with sqlalchemy.create_engine(sys.argv[1]).begin() as connection:
    connection.exec_driver_sql(OFF[connection.dialect.name])
    insert = sqlalchemy.table("params", *map(sqlalchemy.column, ["key", "value", "run_uuid"])).insert()
    connection.execute(insert, {"key": "k", "value": "v", "run_uuid": "gone"})
