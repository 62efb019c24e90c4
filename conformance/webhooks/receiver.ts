import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export interface Received {
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

/** A receiver over HTTPS, with a certificate that it signed itself. */
export interface Receiver {
  url: string;
  /** The certificate, for those who are to trust it. */
  certificate: string;
  received: Received[];
  /** Answers nothing while it is set. */
  hangs: boolean;
  /** Resolves when so many have come. */
  count(number: number): Promise<Received[]>;
  stop(): void;
}

/** Starts a receiver whose key and certificate lie in a folder. @param port 0 takes a free one */
export async function startReceiver(folder: string): Promise<Receiver> {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const files = ["-keyout", key, "-out", certificate];
  execFileSync("openssl", ["req", "-x509", ...curve, ...names, ...files], { stdio: "ignore" });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  const receiver: Receiver = {
    url: "",
    certificate,
    received: [],
    hangs: false,
    count: async (number) => {
      for (let tries = 0; receiver.received.length < number; tries++) {
        if (tries === 1500) throw new Error(`${receiver.received.length} of ${number} deliveries came`);
        await sleep(20);
      }
      return receiver.received;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  server.on("request", async (request, response) => {
    receiver.received.push({ headers: request.headers, text: await text(request) });
    if (!receiver.hangs) response.end("thanks");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `https://localhost:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}
