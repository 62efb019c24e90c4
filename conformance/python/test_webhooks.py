"""Webhooks as MLflow's client makes, changes and tests them, with a receiver on this machine."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from mlflow.entities.webhook import WebhookStatus
from mlflow.exceptions import MlflowException


class Receiver(HTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received = []
        self.url = f"http://127.0.0.1:{self.server_port}/hook"

    def wait_for(self, number):
        deadline = time.time() + 20
        while len(self.received) < number and time.time() < deadline:
            time.sleep(0.02)
        return self.received


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.received.append((self.headers, body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"thanks")

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def webhook(client, receiver):
    made = client.create_webhook("hook", receiver.url, ["registered_model.created"], description="why", secret="s")
    yield made
    client.delete_webhook(made.webhook_id)


def test_create_and_get(client, webhook, receiver):
    found = client.get_webhook(webhook.webhook_id)
    for made in (webhook, found):
        assert (made.name, made.url, made.description) == ("hook", receiver.url, "why")
        assert [str(event) for event in made.events] == ["registered_model.created"]
        assert made.status == WebhookStatus.ACTIVE
        assert made.secret is None
    assert found.creation_timestamp == webhook.creation_timestamp


def test_update(client, webhook):
    changed = client.update_webhook(
        webhook.webhook_id, name="other", events=["model_version_tag.set", "model_version.created"], status="DISABLED"
    )
    assert (changed.name, changed.description, changed.status) == ("other", "why", WebhookStatus.DISABLED)
    assert {str(event) for event in changed.events} == {"model_version.created", "model_version_tag.set"}
    assert changed.last_updated_timestamp >= webhook.last_updated_timestamp


def test_list_in_pages(client, receiver):
    made = [client.create_webhook(f"p{n}", receiver.url, ["prompt.created"]) for n in range(3)]
    names, token = [], None
    while True:
        page = client.list_webhooks(max_results=2, page_token=token)
        names += [webhook.name for webhook in page]
        token = page.token
        if not token:
            break
    assert names[:3] == ["p2", "p1", "p0"]
    for webhook in made:
        client.delete_webhook(webhook.webhook_id)
    assert client.list_webhooks() == []


def test_test(client, webhook, receiver):
    result = client.test_webhook(webhook.webhook_id, event="model_version_alias.created")
    assert (result.success, result.response_status, result.response_body) == (True, 200, "thanks")
    (headers, body), = receiver.received
    content = json.loads(body)
    assert (content["entity"], content["action"]) == ("model_version_alias", "created")
    assert content["data"] == {"name": "example_model", "alias": "example_alias", "version": "1"}
    signed = f"{headers['X-MLflow-Delivery-Id']}.{headers['X-MLflow-Timestamp']}.{body}"
    mac = hmac.new(b"s", signed.encode(), hashlib.sha256).digest()
    assert headers["X-MLflow-Signature"] == f"v1,{base64.b64encode(mac).decode()}"


def test_delivery(client, webhook, receiver, unique):
    name = unique("model")
    client.create_registered_model(name, tags={"k": "v"}, description="d")
    (_, body), = receiver.wait_for(1)
    content = json.loads(body)
    assert set(content) == {"entity", "action", "timestamp", "data"}
    assert content["data"] == {"name": name, "tags": {"k": "v"}, "description": "d"}


@pytest.mark.parametrize(
    ("name", "url", "message"),
    [
        ("a b", "https://93.184.216.34/", "Webhook name 'a b' is invalid."),
        ("a", "ftp://93.184.216.34/", "Invalid webhook URL scheme: 'ftp'. Allowed schemes are: http, https."),
        ("a", "https:///x", "Webhook URL must include a hostname: 'https:///x'"),
    ],
)
def test_refusals(client, name, url, message):
    with pytest.raises(MlflowException, match="INVALID_PARAMETER_VALUE") as caught:
        client.create_webhook(name, url, ["registered_model.created"])
    assert message in str(caught.value)


def test_missing(client):
    with pytest.raises(MlflowException, match="Webhook with ID none not found."):
        client.get_webhook("none")
