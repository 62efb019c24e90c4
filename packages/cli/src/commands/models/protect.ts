import { readFile } from "node:fs/promises";
import type { Protection } from "@slipway/contract";
import { type ProtectedPlace, protect, protections, unprotect } from "@slipway/pipeline";
import { type CommandModule, UsageError } from "../../command.js";
import { style } from "../../terminal/style.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

interface Options {
  stage?: string;
  alias?: string;
  requireDecision?: boolean;
  key?: string;
  allowForce?: boolean;
  remove?: boolean;
  reason?: string;
  json?: boolean;
}

/** `slipway models protect NAME`: only decisions move a stage or an alias; without one named, the rules there are. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--stage <stage>", "protect a stage, e.g. Production")
      .option("--alias <alias>", "protect an alias, e.g. champion")
      .option(
        "--require-decision",
        "only a passing, unspent decision about that very version moves it (default)",
      )
      .option("--key <file>", "public key (PEM) that decisions must be signed with")
      .option("--allow-force", "let releases with --force move it, too")
      .option("--remove", "lift the rule; needs --reason")
      .option("--reason <text>", "why, for the record")
      .option("--json", "print JSON")
      .action((model: string, options: Options) =>
        withTracking(async ({ uri }) => {
          const registry = { trackingUri: uri, model };
          if (!options.stage && !options.alias) return list(registry, options);
          const place = placeOf(options);
          return options.remove ? lift(registry, place, options) : set(registry, place, options);
        }),
      ),
};

type Registry = { trackingUri: string; model: string };

function placeOf({ stage, alias }: Options): ProtectedPlace {
  if (stage && alias)
    throw new UsageError("--stage and --alias are two rules", "Protect one, then the other.");
  return stage ? { stage } : { alias: alias ?? "" };
}

async function list(registry: Registry, { json, remove, key }: Options): Promise<void> {
  if (remove || key)
    throw new UsageError("which stage or alias?", "Name it: --stage Production or --alias champion.");
  const rules = await protections(registry);
  if (json) return printJson(rules);
  if (rules.length === 0) {
    process.stdout.write(
      `Nothing of ${registry.model} is protected: any client may move its stages and aliases.\n`,
    );
    return;
  }
  printTable(
    ["Place", "Moved by", "Forced", "Since", "By", "Reason"],
    rules.map((rule) => [
      placeName(rule),
      rule.key_fingerprint ? `decisions signed with ${rule.key_fingerprint}` : "decisions (unsigned)",
      rule.allow_force ? "allowed" : "refused",
      formatTime(rule.created_at),
      rule.actor ?? "-",
      rule.reason ?? "",
    ]),
  );
}

async function set(
  registry: Registry,
  place: ProtectedPlace,
  { key, allowForce, reason, json }: Options,
): Promise<void> {
  const publicKey = key === undefined ? undefined : await readKey(key);
  const rule = await protect({ ...registry, place, publicKey, allowForce, reason });
  if (json) return printJson(rule);
  const who = rule.key_fingerprint ? `a decision signed with ${rule.key_fingerprint}` : "a decision";
  process.stdout.write(
    `${style("green", "Protected:")} only ${who} moves ${placeName(rule)} of ${registry.model} from now on.\n`,
  );
  if (!rule.key_fingerprint)
    process.stdout.write(
      `${style("yellow", "Note:")} without --key this guards against mistakes only: whoever wants to can write a decision by hand.\n`,
    );
}

async function lift(registry: Registry, place: ProtectedPlace, { reason }: Options): Promise<void> {
  if (!reason) throw new UsageError("--remove needs --reason", "It is kept in the history of the model.");
  await unprotect({ ...registry, place, reason });
  process.stdout.write(`${placeName(place)} of ${registry.model} is no longer protected.\n`);
}

async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the key ${file}: ${(error as Error).message}`);
  }
}

const placeName = ({ stage, alias }: Pick<Protection, "stage" | "alias">) => stage ?? `@${alias}`;
