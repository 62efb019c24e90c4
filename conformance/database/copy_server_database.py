"""Makes databases on the server of the URI argv[1], each named as `new` or, to copy another one, `new=old`."""

import sys

import sqlalchemy

uri = sqlalchemy.make_url(sys.argv[1])
is_mysql = uri.get_backend_name() == "mysql"
maintenance = uri.set(database="mysql" if is_mysql else "postgres")
engine = sqlalchemy.create_engine(maintenance, isolation_level="AUTOCOMMIT")


def make(connection, new, old):
    if is_mysql:
        connection.exec_driver_sql(f"CREATE DATABASE `{new}` CHARACTER SET utf8mb4")
        if old:
            copy_tables(connection, new, old)
    else:
        template = f' TEMPLATE "{old}"' if old else ""
        connection.exec_driver_sql(f'CREATE DATABASE "{new}"{template}')


def copy_tables(connection, new, old):
    """MySQL copies no database: its tables are made again, filled, and given their triggers."""

    def rows(statement):
        return connection.exec_driver_sql(statement).all()

    connection.exec_driver_sql(f"USE `{new}`")
    connection.exec_driver_sql("SET foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'")
    for (table,) in rows(f"SHOW TABLES FROM `{old}`"):
        connection.exec_driver_sql(rows(f"SHOW CREATE TABLE `{old}`.`{table}`")[0][1].replace("%", "%%"))
        columns = ", ".join(f"`{row[0]}`" for row in rows(f"SHOW COLUMNS FROM `{old}`.`{table}`") if "GENERATED" not in row[5])
        connection.exec_driver_sql(f"INSERT INTO `{table}` ({columns}) SELECT {columns} FROM `{old}`.`{table}`")
    for trigger in rows(f"SHOW TRIGGERS FROM `{old}`"):
        connection.exec_driver_sql(rows(f"SHOW CREATE TRIGGER `{old}`.`{trigger[0]}`")[0][2])


with engine.connect() as connection:
    for new, *old in (name.split("=") for name in sys.argv[2:]):
        make(connection, new, old[0] if old else None)
