import { createApp } from "./app.js";
import { announceServer } from "./open-server.js";
import { DEFAULTS, type ServerOptions } from "./server-options.js";

export interface RunningServer {
  /** Where it is reached on this machine, without a slash at the end. */
  url: string;
  /** What the database holds that no call touches, such as "2 traces, 1 prompt"; empty for nothing. */
  untouched: string;
  /** Stops taking requests, finishes those under way, then closes the database. */
  close(): Promise<void>;
}

/** How long requests under way may take to finish once the server is to stop, in milliseconds. */
const GRACE = 10_000;

/**
 * Starts a server; it answers when this resolves.
 * @throws Error with `code` EADDRINUSE when the port is taken, and for a database that cannot be opened
 */
export async function startServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings: ServerOptions = { ...DEFAULTS, ...Object.fromEntries(given) };
  const app = await createApp(settings);
  try {
    const { host, port } = settings;
    const url = reachable(await app.http.listen({ host, port })) + settings.staticPrefix;
    const withdraw = settings.artifactsOnly
      ? async () => undefined
      : await announceServer(settings.backendStoreUri, url);
    const untouched = await app.untouched();
    return {
      url,
      untouched,
      close: async () => {
        await withdraw();
        const impatient = setTimeout(() => app.http.server.closeAllConnections(), GRACE);
        await app.close();
        clearTimeout(impatient);
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** An address that can be called: listening on all addresses is not one. */
const reachable = (url: string) => url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
