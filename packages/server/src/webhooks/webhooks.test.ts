import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

const URL = "https://93.184.216.34/hook";
const CREATED = [{ entity: "REGISTERED_MODEL", action: "CREATED" }];
type Fields = Record<string, unknown>;

const create = (fields: Fields) => server.call("POST", "webhooks", { name: "hook", url: URL, ...fields });
const made = async (fields: Fields) => (await create(fields)).body.webhook as Fields & { webhook_id: string };
const listed = async (query = "") =>
  ((await server.call("GET", `webhooks${query}`)).body.webhooks ?? []) as Fields[];

describe("MLflow's webhooks", () => {
  it("are made and read in MLflow's JSON, without the secret", async () => {
    const { status, body } = await create({ events: CREATED, description: "", secret: "s3cret" });
    expect(status).toBe(200);
    expect(body).toEqual({
      webhook: {
        webhook_id: expect.stringMatching(/^[\da-f-]{36}$/),
        name: "hook",
        url: URL,
        events: CREATED,
        status: "ACTIVE",
        creation_timestamp: expect.any(Number),
        last_updated_timestamp: expect.any(Number),
      },
    });
    const { webhook_id } = body.webhook as { webhook_id: string };
    expect((await server.call("GET", `webhooks/${webhook_id}`)).body).toEqual(body);
  });

  it("take enums by number, and sort events by name", async () => {
    const events = [
      { entity: 3, action: "4" },
      { entity: "MODEL_VERSION_ALIAS", action: 3 },
    ];
    const webhook = await made({ events, status: 2, description: "why" });
    expect(webhook).toMatchObject({
      status: "DISABLED",
      description: "why",
      events: [
        { entity: "MODEL_VERSION_ALIAS", action: "DELETED" },
        { entity: "MODEL_VERSION_TAG", action: "SET" },
      ],
    });
  });

  it("are changed in what is given, and keep the rest", async () => {
    const { webhook_id } = await made({ events: CREATED, description: "why" });
    const path = `webhooks/${webhook_id}`;
    const events = [{ entity: "MODEL_VERSION", action: "CREATED" }];
    const changed = await server.call("PATCH", path, { name: "other", events, status: "DISABLED" });
    expect(changed.body.webhook).toMatchObject({
      name: "other",
      events,
      status: "DISABLED",
      description: "why",
    });
    const emptied = await server.call("PATCH", path, { name: "", url: "", description: "" });
    expect(emptied.body.webhook).toMatchObject({ name: "other", url: URL, events });
    expect(emptied.body.webhook).not.toHaveProperty("description");
  });

  it("are gone once deleted", async () => {
    const { webhook_id } = await made({ events: CREATED });
    expect(await server.call("DELETE", `webhooks/${webhook_id}`)).toMatchObject({ status: 200, body: {} });
    for (const [method, path] of [
      ["GET", ""],
      ["PATCH", ""],
      ["DELETE", ""],
      ["POST", "/test"],
    ] as const)
      expect(
        await server.call(method, `webhooks/${webhook_id}${path}`, method === "GET" ? undefined : {}),
      ).toMatchObject({
        status: 404,
        body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: `Webhook with ID ${webhook_id} not found.` },
      });
    expect((await listed("?max_results=1000")).map((webhook) => webhook.webhook_id)).not.toContain(
      webhook_id,
    );
  });

  it("are listed in pages, newest first", async () => {
    for (const name of ["p1", "p2", "p3"]) await made({ events: CREATED, name });
    const first = await server.call("GET", "webhooks?max_results=2");
    const second = await server.call(
      "GET",
      `webhooks?max_results=2&page_token=${first.body.next_page_token}`,
    );
    expect(first.body.next_page_token).toBe(Buffer.from('{"offset": 2}').toString("base64"));
    const names = [first, second].flatMap(({ body }) => (body.webhooks as Fields[]).map(({ name }) => name));
    expect(new Set(names.slice(0, 3))).toEqual(new Set(["p1", "p2", "p3"]));
  });

  it.each([
    [
      { name: "a b" },
      /^Webhook name 'a b' is invalid\. It must start and end with a letter or digit, be less than 63/,
    ],
    [{ name: "x".repeat(64) }, /^Webhook name 'x{64}' is invalid/],
    [{ name: "" }, /^Missing value for required parameter 'name'/],
    [{ url: "" }, /^Missing value for required parameter 'url'/],
    [{ events: undefined }, /^Missing value for required parameter 'events'/],
    [{ url: "  " }, /^Webhook URL cannot be empty or just whitespace: ' {2}'$/],
    [{ url: "http://93.184.216.34/" }, /^Invalid webhook URL scheme: 'http'\. Allowed schemes are: https\.$/],
    [{ url: "example.com" }, /^Invalid webhook URL scheme: ''\. Allowed/],
    [{ url: "https:///x" }, /^Webhook URL must include a hostname: 'https:\/\/\/x'$/],
    [
      { url: "https://localhost/x" },
      /^Webhook URL must not resolve to a non-public IP address\. 'localhost' resolves to (127\.0\.0\.1|::1)\.$/,
    ],
    [{ url: "https://0x7f.1/" }, /^Webhook URL must not .* '0x7f\.1' resolves to 127\.0\.0\.1\.$/],
    [{ url: "https://[::ffff:10.0.0.1]/" }, /'::ffff:10\.0\.0\.1' resolves to ::ffff:a00:1\.$/],
    [{ url: "https://a@[::1]:80/" }, /'::1' resolves to ::1\.$/],
    [
      { url: "https://no-such-host.invalid/x" },
      /^Cannot resolve Webhook URL hostname 'no-such-host\.invalid': \[Errno -\d\] /,
    ],
    [{ url: "https://[::1/x" }, /^Invalid webhook URL|^Webhook URL must include a hostname/],
    [{ url: "https://93.184.216.34:99999/" }, /^Invalid webhook URL 'https:\/\/93\.184\.216\.34:99999\/'/],
    [
      { url: `https://93.184.216.34/${"x".repeat(500)}` },
      /^'url' exceeds the maximum length of 500 characters$/,
    ],
    [{ url: "https://93.184.216.34\\@127.0.0.1/" }, /^Invalid webhook URL/],
    [{ secret: "x".repeat(700) }, /^'secret' is too long: encrypted it takes 1\d{3} characters/],
    [
      { events: [{ entity: "REGISTERED_MODEL", action: "SET" }] },
      /^Invalid action 'set' for entity 'registered_model'\. Valid actions are: \['created'\]$/,
    ],
    [
      { events: [{ entity: "MODEL_VERSION_TAG", action: "CREATED" }] },
      /Valid actions are: \['deleted', 'set'\]$/,
    ],
    [{ events: [{ entity: "RUN", action: "CREATED" }] }, /'events\[0\]\.entity'/],
    [{ events: [{}] }, /'events\[0\]\.entity'/],
    [{ status: "PAUSED" }, /^Invalid value "PAUSED" for parameter 'status'/],
  ])("%j is refused, and why", async (fields, message) => {
    const { status, body } = await create({ events: CREATED, ...fields });
    expect(body).toMatchObject({
      error_code: "INVALID_PARAMETER_VALUE",
      message: expect.stringMatching(message),
    });
    expect(status).toBe(400);
  });

  it.each(["-1", "1001"])("max_results=%s is refused in MLflow's words", async (number) => {
    const { body } = await server.call("GET", `webhooks?max_results=${number}`);
    expect(body.message).toBe("max_results must be between 1 and 1000.");
  });
});

describe("events of our own", () => {
  it("are subscribed to by name, and MLflow's clients do not see them", async () => {
    const subscriptions = ["run.finished", "model_version.created"];
    const webhook = await made({ subscriptions });
    expect(webhook.events).toEqual([{ entity: "MODEL_VERSION", action: "CREATED" }]);
    expect(webhook.subscriptions).toEqual(["model_version.created", "run.finished"]);
    const path = `webhooks/${webhook.webhook_id}`;
    const changed = await server.call("PATCH", path, { events: CREATED });
    expect(changed.body.webhook).toMatchObject({
      subscriptions: ["registered_model.created", "run.finished"],
    });
    const replaced = await server.call("PATCH", path, { subscriptions: ["registered_model.created"] });
    expect(replaced.body.webhook).not.toHaveProperty("subscriptions");
  });

  it("make a webhook that only asking for all lists", async () => {
    const { webhook_id } = await made({ subscriptions: ["run.failed"] });
    const ids = async (query: string) => (await listed(query)).map((webhook) => webhook.webhook_id);
    expect(await ids("?max_results=1000")).not.toContain(webhook_id);
    expect(await ids("?max_results=1000&include_all=true")).toContain(webhook_id);
    await server.call("PATCH", `webhooks/${webhook_id}`, { events: CREATED });
    expect(await ids("?max_results=1000")).toContain(webhook_id);
    await server.call("DELETE", `webhooks/${webhook_id}`);
    expect(await ids("?max_results=1000&include_all=true")).not.toContain(webhook_id);
  });

  it("are refused by names that there are not, and beside MLflow's field", async () => {
    expect((await create({ subscriptions: ["run.started"] })).body.message).toMatch(
      /^Unknown event 'run\.started'\. Events are: registered_model\.created, .*run\.killed\.$/,
    );
    expect((await create({ events: CREATED, subscriptions: ["run.failed"] })).status).toBe(400);
  });
});
