"""MLflow's own registry store over a database: stores a webhook with a secret, and tells what it reads."""

import json
import sys

from mlflow.entities.webhook import WebhookEvent
from mlflow.store.model_registry.sqlalchemy_store import SqlAlchemyStore

uri, url = sys.argv[1:]
store = SqlAlchemyStore(uri)
made = store.create_webhook(
    "from-mlflow", url, [WebhookEvent.from_str("registered_model.created")], secret="of mlflow"
)
webhooks = store.list_webhooks()
print(
    json.dumps(
        {
            "made": made.webhook_id,
            "webhooks": {w.name: [w.secret, [str(event) for event in w.events]] for w in webhooks},
        }
    )
)
