import { iterate } from "@slipway/sdk";
import { type Command, InvalidArgumentError, Option } from "commander";

const VIEWS = { active_only: "ACTIVE_ONLY", deleted_only: "DELETED_ONLY", all: "ALL" } as const;

/** What `--view` can be, in MLflow's words. */
export type View = keyof typeof VIEWS;

/** What every long list takes. */
export interface ListOptions {
  filter?: string;
  orderBy?: string[];
  maxResults?: number;
  json?: boolean;
}

/** The largest page that every list of the protocol gives. */
const PAGE = 1000;

/** `-v, --view`: the active ones, the deleted ones, or all. */
export const viewOption = (which: string): Option =>
  new Option("-v, --view <view>", which).choices(Object.keys(VIEWS)).default("active_only");

/** A view as the protocol names it. */
export const viewType = (view: View): (typeof VIEWS)[View] => VIEWS[view];

/**
 * Puts the options of a long list on its command.
 * @param examples a filter and an order
 */
export const listOptions = (command: Command, examples: { filter: string; order: string }): Command =>
  command
    .option("-f, --filter <filter>", `in MLflow's search language, e.g. "${examples.filter}"`)
    .option("--order-by <clause>", `e.g. "${examples.order}"; again for the next`, appended)
    .option("--max-results <number>", "the first ones only (default: all)", wholeNumber)
    .option("--json", "print JSON");

type PagedRequest = { filter?: string | undefined; order_by: string[]; max_results: number };

/** The elements of a paged list that the options ask for. */
export async function listed<Page extends { next_page_token?: string | undefined }>(
  call: (request: PagedRequest) => Promise<Page>,
  { filter, orderBy = [], maxResults = Number.POSITIVE_INFINITY }: ListOptions,
) {
  const request = { filter, order_by: orderBy, max_results: Math.min(Math.max(maxResults, 1), PAGE) };
  const found = [];
  for await (const element of iterate(call, request)) {
    if (found.length >= maxResults) break;
    found.push(element);
  }
  return found;
}

/** Reads an option that may be given again. */
export const appended = (value: string, before: string[] = []): string[] => [...before, value];

/** Reads a number of things. @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number, 0 or more.");
}
