import { ApiError, type endpoints, type RequestOf } from "@slipway/contract";
import { decodeBase64 } from "../searching/page.js";
import { pythonJson, pythonRepr } from "../validation/python-text.js";

type Search = RequestOf<typeof endpoints.loggedModels.search>;

/** What a page token of this search remembers: a page belongs to the search that began it. */
interface Remembered {
  experiment_ids: string[];
  filter_string: string | null;
  order_by: RememberedOrder[] | null;
  offset: number;
}

interface RememberedOrder {
  field_name: string;
  ascending: boolean;
  dataset_name: string | null;
  dataset_digest: string | null;
}

const remember = (search: Search, offset: number): Remembered => ({
  experiment_ids: search.experiment_ids,
  filter_string: search.filter || null,
  order_by: search.order_by.length > 0 ? search.order_by.map(rememberOrder) : null,
  offset,
});

const rememberOrder = ({
  field_name,
  ascending,
  dataset_name,
  dataset_digest,
}: Search["order_by"][number]): RememberedOrder => ({
  field_name,
  ascending,
  dataset_name: dataset_name || null,
  dataset_digest: dataset_digest || null,
});

export const loggedModelToken = (search: Search, offset: number): string =>
  Buffer.from(pythonJson(remember(search, offset))).toString("base64");

/** What MLflow calls the fields, and how it writes that they differ. */
const WORDS = {
  experiment_ids: { name: "Experiment IDs", differ: "do not match the requested experiment IDs" },
  filter_string: { name: "Filter string", differ: "does not match the requested filter string" },
  order_by: { name: "Order by", differ: "does not match the requested order by" },
} as const;

/** Where the page starts. @throws ApiError INVALID_PARAMETER_VALUE for the token of another search */
export function loggedModelOffset(search: Search): number {
  if (!search.page_token) return 0;
  const found = parse(search.page_token);
  const expected = remember(search, 0);
  for (const field of ["experiment_ids", "filter_string", "order_by"] as const)
    if (JSON.stringify(found[field] || null) !== JSON.stringify(expected[field])) {
      const { name, differ } = WORDS[field];
      const [wanted, got] = [expected[field], found[field] || null].map(shown);
      throw invalid(`${name} in the page token ${differ}. Expected: ${wanted}. Found: ${got}`);
    }
  const { offset } = found;
  if (!Number.isSafeInteger(offset) || Number(offset) < 0) throw invalid("Invalid page token: bad offset");
  return Number(offset);
}

const shown = (value: unknown) => (typeof value === "string" ? value : pythonRepr(value));

function parse(token: string): Record<string, unknown> {
  const text = decodeBase64(token).toString("utf8");
  let why = "It holds no object.";
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // What Python says of a text that does not even begin as JSON, which is what tokens of other places are.
    why = /^\s*["[{\w-]/.test(text) ? "It is no JSON." : "Expecting value: line 1 column 1 (char 0)";
  }
  throw invalid(`Invalid page token: ${token.slice(0, 100)}. ${why}`);
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
