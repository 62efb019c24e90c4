import { ApiError } from "@slipway/contract";
import { pythonText } from "../validation/python-text.js";
import { type Address, isPublicAddress, type Resolve, resolveHost } from "./public-address.js";
import type { WebhookSettings } from "./webhook-settings.js";

/** Where a webhook may be sent: its URL, and the addresses that its host had when they were checked. */
export interface Destination {
  url: URL;
  addresses: Address[];
}

type Policy = Pick<WebhookSettings, "allowedSchemes" | "allowPrivateAddresses">;

/**
 * Checks a webhook's URL as MLflow does: its scheme is allowed, and all addresses of its host are public.
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export async function checkWebhookUrl(
  text: string,
  policy: Policy,
  find: Resolve = resolveHost,
): Promise<Destination> {
  const { url, host } = parse(text, policy.allowedSchemes);
  if (policy.allowPrivateAddresses) return { url, addresses: [] };
  const addresses = await resolve(find, url.hostname, host);
  const hidden = addresses.find(({ address }) => !isPublicAddress(address));
  if (hidden)
    throw invalid(
      `Webhook URL must not resolve to a non-public IP address. ${pythonText(host)} resolves to ${hidden.address}.`,
    );
  return { url, addresses };
}

function parse(text: string, allowed: readonly string[]): { url: URL; host: string } {
  if (!text.trim()) throw invalid(`Webhook URL cannot be empty or just whitespace: ${pythonText(text)}`);
  const [, scheme = "", rest = ""] = /^\s*(?:([a-z][a-z0-9+.-]*):)?(.*)/is.exec(text) ?? [];
  if (!allowed.includes(scheme.toLowerCase()))
    throw invalid(
      `Invalid webhook URL scheme: ${pythonText(scheme.toLowerCase())}. Allowed schemes are: ${allowed.join(", ")}.`,
    );
  const [, host = ""] = /^\/\/(?:[^/?#]*@)?(\[[^\]/]*\]|[^/?#:]*)/.exec(rest) ?? [];
  if (!host) throw invalid(`Webhook URL must include a hostname: ${pythonText(text)}`);
  // With a backslash Python and browsers find different hosts in it.
  if (!URL.canParse(text) || text.includes("\\"))
    throw invalid(`Invalid webhook URL ${pythonText(text)}: it is not a URL.`);
  return { url: new URL(text), host: host.replace(/^\[|\]$/g, "").toLowerCase() };
}

async function resolve(find: Resolve, hostname: string, shown: string): Promise<Address[]> {
  try {
    return await find(hostname);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
    throw invalid(`Cannot resolve Webhook URL hostname ${pythonText(shown)}: ${reason}`);
  }
}

/** What Python calls the errors of a look-up. */
const REASONS: Record<string, string> = {
  ENOTFOUND: "[Errno -2] Name or service not known",
  EAI_AGAIN: "[Errno -3] Temporary failure in name resolution",
  ENODATA: "[Errno -5] No address associated with hostname",
};

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
