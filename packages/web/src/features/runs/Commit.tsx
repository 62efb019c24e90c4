import { CopyableId } from "../../ui/CopyableId.js";
import { Nothing } from "../../ui/Nothing.js";

/** A git commit, shortened; all of it on hover and in the clipboard. */
export function Commit({ sha }: { sha: string | undefined }) {
  return sha ? <CopyableId value={sha} shown={sha.slice(0, 8)} what="commit" /> : <Nothing />;
}
