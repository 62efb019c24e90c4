"""Does to each of the databases named what `mlflow db upgrade` does to one."""

import sys

import mlflow.store.db.utils
import sqlalchemy

for uri in sys.argv[1:]:
    mlflow.store.db.utils._upgrade_db(sqlalchemy.create_engine(uri))
