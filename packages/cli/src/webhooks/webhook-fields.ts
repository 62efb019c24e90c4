import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { eventsOf, type Webhook, type WebhookStatus } from "@slipway/contract";
import { type Command, Option } from "commander";
import { appended } from "../listing/listing.js";
import { formatTime, printJson, printTable } from "../terminal/table.js";

/** What `create` and `update` take. */
export interface FieldOptions {
  name?: string;
  url?: string;
  event?: string[];
  description?: string;
  secretFile?: string;
  status?: WebhookStatus;
  json?: boolean;
}

/** Puts the fields of a webhook on its command. */
export const fieldOptions = (command: Command): Command =>
  command
    .option("--name <name>", "letters, digits, '.', '_' and '-', at most 63")
    .option("--url <url>", "where its events are sent, https")
    .option("--event <event>", "e.g. model_version.created or run.finished; again for the next", appended)
    .option("--description <text>", "what it is for")
    .option("--secret-file <file>", "file with the secret that signs what is sent; - reads it from the input")
    .addOption(new Option("--status <status>", "whether it is sent anything").choices(["ACTIVE", "DISABLED"]))
    .option("--json", "print JSON");

/** The fields that the options give, as the API takes them. */
export async function readFields({ name, url, description, status, secretFile }: FieldOptions) {
  return { name, url, description, status, secret: await readSecret(secretFile) };
}

async function readSecret(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const content = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  return content.replace(/\r?\n$/, "");
}

/** Prints one webhook. */
export function printWebhook(webhook: Webhook, { json }: { json?: boolean }): void {
  if (json) printJson(webhook);
  else
    printTable(
      ["Property", "Value"],
      [
        ["Webhook ID", webhook.webhook_id],
        ["Name", webhook.name],
        ["URL", webhook.url],
        ["Events", eventsOf(webhook).join(", ")],
        ["Status", webhook.status],
        ["Description", webhook.description ?? ""],
        ["Created", formatTime(webhook.creation_timestamp)],
        ["Last Updated", formatTime(webhook.last_updated_timestamp)],
      ],
    );
}
