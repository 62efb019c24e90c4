import { ApiError, type Client, ConnectionError } from "@slipway/sdk";

/** Whether a tracking server can promote in one step, as Slipway's does. */
export async function isSlipwayServer(client: Client): Promise<boolean> {
  try {
    return (await client.server.slipway()).product.toLowerCase() === "slipway";
  } catch (error) {
    // Other servers answer an unknown path with an error of their own, or with a page of their UI.
    if (error instanceof ApiError && (error.status === 404 || error.status === 405)) return false;
    if (error instanceof ConnectionError && error.status !== undefined && error.status < 500) return false;
    throw error;
  }
}

/** Whether an error says that a thing does not exist. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "RESOURCE_DOES_NOT_EXIST";

/** A text as a value of MLflow's search language, which has no escapes but two kinds of quotes. */
export const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);
