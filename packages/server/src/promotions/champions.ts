import type { Step } from "./promotion-store.js";

/** Who was champion, from the first to the present one, without those that were rolled back. */
export function championsIn(steps: readonly Step[]): number[] {
  const champions: number[] = [];
  for (const { action, version, previous_version } of steps) {
    if (action === "promote") {
      // Versions may also be moved by MLflow's own calls, which leave no entry.
      follow(champions, previous_version);
      follow(champions, version);
    } else if (action === "rollback" && version !== null) {
      const at = champions.lastIndexOf(version);
      if (at < 0) champions.splice(0, champions.length, version);
      else champions.length = at + 1;
    }
  }
  return champions;
}

function follow(champions: number[], version: number | null): void {
  if (version !== null && champions.at(-1) !== version) champions.push(version);
}

/** Whether releases are to wait: after a rollback or a hold, until someone resumes. */
export function isOnHold(steps: readonly Step[]): boolean {
  const last = steps.findLast(({ action }) => action !== "promote");
  return last !== undefined && last.action !== "resume";
}
