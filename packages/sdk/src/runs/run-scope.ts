import { AsyncLocalStorage } from "node:async_hooks";
import type { ActiveRun } from "./active-run.js";

/** The runs that are open in one flow of the program, the innermost last. */
type Scope = ActiveRun[];

const flows = new AsyncLocalStorage<Scope>();
/** Outside of every callback there is one scope for the program. */
const program: Scope = [];

/** All runs that have been started and not ended, whatever scope they are in. */
export const openRuns = new Set<ActiveRun>();

const homes = new WeakMap<ActiveRun, Scope>();

const scope = (): Scope => flows.getStore() ?? program;

/** The run that the fluent functions log to at this point of the program. */
export const activeRun = (): ActiveRun | undefined => scope().at(-1);

/** Makes a run the active one until it ends. */
export function enter(run: ActiveRun): void {
  homes.set(run, scope());
  scope().push(run);
}

/** Runs a body with a run as the active one; what runs beside the body does not see it. */
export function within<T>(run: ActiveRun, body: () => T): T {
  const own = [run];
  homes.set(run, own);
  return flows.run(own, body);
}

/** Takes a run that ends out of the scope it is in. */
export function leave(run: ActiveRun): void {
  openRuns.delete(run);
  const home = homes.get(run);
  const at = home?.indexOf(run) ?? -1;
  if (at >= 0) home?.splice(at, 1);
}
