import { statfsSync } from "node:fs";
import { relative, sep } from "node:path";
import { problemOf } from "./finding.js";

/** Numbers by which Linux knows file systems of other machines, which tell nothing of changes made there. */
const NETWORK = new Set([
  0x6969, // NFS
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x517b, // SMB
  0x01021997, // 9P
  0x65735546, // FUSE, which object stores are mounted by
  0x00c36400, // Ceph
  0x5346414f, // AFS
  0x0bd00bd0, // Lustre
]);

export interface Watching {
  /** Whether each change of the files is told of. */
  active: boolean;
  /** Why it is not. */
  reason?: string;
  /** Whether the files are on another machine. */
  remote: boolean;
  stop(): Promise<void>;
}

/** Watches all files below a folder but artifacts and traces. */
export async function watchFiles(root: string, changed: (paths: string[]) => void): Promise<Watching> {
  const idle = async () => undefined;
  if (isRemote(root))
    return { active: false, reason: "the files are on a network file system", remote: true, stop: idle };
  try {
    const { subscribe } = await import("@parcel/watcher");
    const subscription = await subscribe(
      root,
      (error, events) => {
        if (!error) changed(events.map(({ path }) => relative(root, path).replaceAll(sep, "/")));
      },
      { ignore: IGNORED },
    );
    return { active: true, remote: false, stop: () => subscription.unsubscribe() };
  } catch (error) {
    return { active: false, reason: problemOf(error), remote: false, stop: idle };
  }
}

const IGNORED = ["*/*/artifacts/**", "*/models/*/artifacts/**", "*/traces/**", ".slipway*"];

function isRemote(root: string): boolean {
  try {
    return NETWORK.has(statfsSync(root).type >>> 0);
  } catch {
    return false;
  }
}
