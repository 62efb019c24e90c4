import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { vi } from "vitest";
import { afterFile } from "../../testing/after-file.js";

interface Received {
  headers: IncomingHttpHeaders;
  /** As it came. */
  text: string;
  body: { entity: string; action: string; timestamp: string; data: Record<string, unknown> };
}

/** One address of a receiver. */
export interface Hook {
  url: string;
  received: Received[];
  /** Resolves when so many have come. */
  count(number: number): Promise<Received[]>;
  /** How it answers from now on. */
  answer(response: ServerResponse): void;
}

/** A real receiver of webhooks over HTTP, to which servers that start from now on may send. @returns makes an address */
export async function startReceiver(): Promise<() => Hook> {
  vi.stubEnv("MLFLOW_WEBHOOK_ALLOWED_SCHEMES", "http,https");
  vi.stubEnv("MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS", "true");
  const hooks = new Map<string, Hook>();
  const server = createServer(async (request, response) => {
    const content = await text(request);
    const hook = hooks.get(request.url ?? "");
    hook?.received.push({ headers: request.headers, text: content, body: JSON.parse(content) });
    if (hook) hook.answer(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterFile(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return () => {
    const hook = hookAt(`/hooks/${hooks.size}`, origin);
    hooks.set(new URL(hook.url).pathname, hook);
    return hook;
  };
}

function hookAt(path: string, origin: string): Hook {
  const received: Received[] = [];
  const count = (number: number) =>
    vi.waitFor(
      () => {
        if (received.length < number) throw new Error(`${received.length} of ${number} came`);
        return received;
      },
      { timeout: 10_000, interval: 10 },
    );
  return { url: `${origin}${path}`, received, count, answer: (response) => response.end("thanks") };
}
