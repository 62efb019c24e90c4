import {
  isOffline,
  type ReceiptCheck,
  type Verification,
  type VerifyOptions,
  verify,
} from "@slipway/pipeline";
import type { Command } from "commander";
import { type CommandModule, UsageError } from "../command.js";
import { style } from "../terminal/style.js";
import { printJson } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  key?: string;
  certificateIdentity?: string;
  certificateOidcIssuer?: string;
  trustedRoot?: string;
  receipt?: string;
  model?: string;
  json?: boolean;
}

/** `slipway verify models:/NAME/4`: the receipt of a version against its files. Exit 1 when something differs. */
export const command: CommandModule = { define };

function define(command: Command): Command {
  return command
    .argument("<version>", "models:/NAME/VERSION or models:/NAME@ALIAS")
    .option("--key <file>", "public key of who must have signed: a PEM file, or env://NAME")
    .option(
      "--certificate-identity <identity>",
      "signed through Sigstore: by whom, e.g. a workflow's address",
    )
    .option("--certificate-oidc-issuer <url>", "and who vouched for that")
    .option("--trusted-root <file>", "Sigstore's trusted_root.json (default: fetched)")
    .option("--receipt <file>", "receipt (default: the one kept with the version)")
    .option("--model <folder>", "the model's files (default: those that are stored)")
    .option("--json", "print what was checked as JSON")
    .addHelpText("after", "\nWith --receipt and --model no server is asked.")
    .action(async (uri: string, options: Options) => {
      const { key, receipt, model } = options;
      const request = { uri, key, receipt, model, identity: identityOf(options) };
      const result = await run(request);
      if (!result.verified) process.exitCode = 1;
      if (options.json) return printJson(result);
      process.stdout.write(`${linesOf(uri, result).join("\n")}\n`);
    });
}

const run = (request: VerifyOptions): Promise<Verification> =>
  isOffline(request)
    ? verify(request)
    : withTracking(({ uri: trackingUri }) => verify({ ...request, trackingUri }));

function identityOf(options: Options): VerifyOptions["identity"] {
  const { certificateIdentity: subject, certificateOidcIssuer: issuer, trustedRoot, key } = options;
  if (subject === undefined && issuer === undefined && trustedRoot === undefined) return undefined;
  if (key !== undefined)
    throw new UsageError("--key does not go with a certificate's identity: it is one or the other.");
  if (subject === undefined || issuer === undefined)
    throw new UsageError(
      "--certificate-identity and --certificate-oidc-issuer go together.",
      "e.g. --certificate-identity https://github.com/OWNER/REPO/.github/workflows/ci.yml@refs/heads/main " +
        "--certificate-oidc-issuer https://token.actions.githubusercontent.com",
    );
  return { subject, issuer, trustedRoot };
}

const MARKS = { ok: "ok", wrong: "WRONG", unchecked: "-" } as const;
const COLOURS = { ok: "green", wrong: "red", unchecked: "yellow" } as const;

function linesOf(uri: string, { checks, verified, statement }: Verification): string[] {
  const lines = checks.map(lineOf);
  if (!verified) return [...lines, style("red", `Not verified      ${uri}`)];
  const { commit, actor, created_at } = statement?.predicate ?? {};
  const who = actor ? ` by ${actor.name}` : "";
  const from = commit ? ` from commit ${commit.sha.slice(0, 10)}` : "";
  const when =
    created_at === undefined ? "" : ` on ${new Date(Number(created_at)).toISOString().slice(0, 10)}`;
  const open = checks.filter(({ status }) => status === "unchecked").map(({ what }) => what);
  const but = open.length > 0 ? `, but not its ${open.join(" and ")}` : "";
  lines.push(`Released          ${when.trim()}${who}${from}`);
  return [...lines, style(but ? "yellow" : "green", `Verified          ${uri}${but}`)];
}

const lineOf = ({ what, status, detail }: ReceiptCheck): string => {
  const name = `${what[0]?.toUpperCase()}${what.slice(1)}`;
  return `${name.padEnd(18)}${style(COLOURS[status], MARKS[status].padEnd(6))} ${detail}`;
};
