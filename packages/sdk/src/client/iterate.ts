import type { CallOptions } from "./client.js";

/** A call that answers a page of a list. */
type PagedCall<Input, Page> = (input: Input, options?: CallOptions) => Promise<Page>;

type ElementOf<Page> = {
  [K in keyof Page]-?: NonNullable<Page[K]> extends readonly (infer Element)[] ? Element : never;
}[keyof Page];

/**
 * Every element of a list, page after page:
 * `for await (const run of iterate(client.runs.search, { experiment_ids }))`.
 */
export async function* iterate<Input extends object, Page extends { next_page_token?: string | undefined }>(
  call: PagedCall<Input, Page>,
  input: Input,
  options?: CallOptions,
): AsyncGenerator<ElementOf<Page>, void, undefined> {
  let token: string | undefined;
  do {
    const page: Page = await call(token === undefined ? input : { ...input, page_token: token }, options);
    const list = Object.values(page).find(Array.isArray);
    yield* (list ?? []) as ElementOf<Page>[];
    token = page.next_page_token || undefined;
  } while (token !== undefined);
}
