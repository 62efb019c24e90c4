import { ApiError, type endpoints, type RequestOf } from "@slipway/contract";
import { decodeBase64 } from "../searching/page.js";

type Search = RequestOf<typeof endpoints.loggedModels.search>;

/** What a page token of this search remembers: a page belongs to the search that began it. */
interface Remembered {
  experiment_ids: string[];
  filter_string: string | null;
  order_by: Search["order_by"] | null;
  offset: number;
}

const remember = (search: Search, offset: number): Remembered => ({
  experiment_ids: search.experiment_ids,
  filter_string: search.filter || null,
  order_by: search.order_by.length > 0 ? search.order_by : null,
  offset,
});

export const loggedModelToken = (search: Search, offset: number): string =>
  Buffer.from(JSON.stringify(remember(search, offset))).toString("base64");

const NAMES = {
  experiment_ids: "Experiment IDs",
  filter_string: "Filter string",
  order_by: "Order by",
} as const;

/** Where the page starts. @throws ApiError INVALID_PARAMETER_VALUE for the token of another search */
export function loggedModelOffset(search: Search): number {
  if (!search.page_token) return 0;
  const found = parse(search.page_token);
  const expected = remember(search, 0);
  for (const field of ["experiment_ids", "filter_string", "order_by"] as const)
    if (JSON.stringify(found[field] ?? null) !== JSON.stringify(expected[field])) {
      const name = NAMES[field];
      throw invalid(
        `${name} in the page token do not match the requested ${name.toLowerCase()}. ` +
          `Expected: ${JSON.stringify(expected[field])}. Found: ${JSON.stringify(found[field] ?? null)}`,
      );
    }
  const { offset } = found;
  if (!Number.isSafeInteger(offset) || Number(offset) < 0) throw invalid("Invalid page token: bad offset");
  return Number(offset);
}

function parse(token: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(decodeBase64(token).toString("utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid(`Invalid page token: ${token.slice(0, 100)}`);
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
