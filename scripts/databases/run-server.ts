import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A database server of its own, with its data in a temporary folder. */
export interface DatabaseServer {
  /** Of its administrator, in SQLAlchemy's form, up to and without the name of a database. */
  uri: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Who a server runs as: database servers refuse to be root's. */
export interface Owner {
  uid?: number;
  gid?: number;
}

/** Another user when the tests are root's, else nobody else. */
export async function ownerOf(user: string, packages: string): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  try {
    const [uid, gid] = await Promise.all(
      ["-u", "-g"].map(async (flag) => (await run("id", [flag, user])).stdout),
    );
    return { uid: Number(uid), gid: Number(gid) };
  } catch (error) {
    throw missing(`there is no user '${user}'`, packages, error);
  }
}

/** The error of a machine that lacks a database. */
export const missing = (what: string, packages: string, cause?: unknown): Error =>
  new Error(
    `The tests need a database server: ${what}. Install it, on Debian with 'apt-get install ${packages}'.`,
    { cause },
  );

/** An empty folder that `owner` may write to; in the system's own place, since another user must reach it. */
export async function dataFolder({ uid, gid }: Owner, name: string): Promise<string> {
  const folder = await mkdtemp(join(uid === undefined ? tmpdir() : "/tmp", `slipway-${name}-`));
  if (uid !== undefined && gid !== undefined) await run("chown", [`${uid}:${gid}`, folder]);
  return folder;
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
