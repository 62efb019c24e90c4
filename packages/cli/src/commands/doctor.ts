import { readFileSync } from "node:fs";
import type { CommandModule } from "../command.js";
import { defaultStore, namedStore } from "../default-store.js";
import { observeEnvironment, shown } from "../doctor/environment.js";
import { observeMachine } from "../doctor/machine.js";
import { fine, type Observation } from "../doctor/observation.js";
import { observeServer } from "../doctor/server.js";
import { observeStore } from "../doctor/store.js";
import { style } from "../terminal/style.js";
import { printJson } from "../terminal/table.js";

/** `slipway doctor`: what a command would find here, and what is wrong with it. Exit 1 when something is. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option(
        "--mask-envs",
        "mask the values of all MLFLOW_ and SLIPWAY_ variables; secrets are masked anyway",
      )
      .option("--json", "print JSON")
      .action(async (options: { maskEnvs?: boolean; json?: boolean }) => {
        const observed = await observe(options.maskEnvs ?? false);
        const healthy = observed.every(({ state }) => state !== "wrong");
        if (options.json) printJson({ healthy, observed });
        else for (const observation of observed) print(observation);
        if (!healthy) process.exitCode = 1;
      }),
};

async function observe(maskEnvs: boolean): Promise<Observation[]> {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  const named = process.env.MLFLOW_TRACKING_URI;
  const uri = namedStore(named || defaultStore());
  const source = named ? "from MLFLOW_TRACKING_URI" : "MLFLOW_TRACKING_URI is not set";
  const isServer = /^(https?|databricks)\b/.test(uri);
  return [
    ...(await observeMachine(manifest.version)),
    fine("Tracking URI", `${maskEnvs && named ? "***" : shown(uri)} (${source})`),
    ...(await (isServer ? observeServer(uri) : observeStore(uri))),
    ...observeEnvironment(maskEnvs),
  ];
}

const COLOURS = { fine: "blue", doubtful: "yellow", wrong: "red" } as const;

function print({ what, value, state, hint }: Observation): void {
  process.stdout.write(`${style(COLOURS[state], what)}: ${state === "fine" ? "" : `${state}: `}${value}\n`);
  if (hint) process.stdout.write(`  ${style("cyan", "hint:")} ${hint}\n`);
}
