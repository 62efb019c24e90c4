import type { Promotion } from "@slipway/contract";

/** By which way a version came to where it stands. */
export type Origin = "promoted" | "forced" | "rollback" | "mlflow" | "elsewhere" | "rule";

/** What an entry of the history is by its kind. */
export function originOf({ action, forced }: Pick<Promotion, "action" | "forced">): Origin {
  if (forced) return "forced";
  if (action === "promote") return "promoted";
  if (action === "rollback") return "rollback";
  if (action === "external") return "elsewhere";
  return RULES.has(action) ? "rule" : "mlflow";
}

const RULES: ReadonlySet<string> = new Set(["hold", "resume", "protect", "unprotect"]);
