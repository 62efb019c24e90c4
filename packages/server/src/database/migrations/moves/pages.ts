/** Reads rows page by page, each page after the last row of the one before. */
export async function* pages<Row>(read: (last: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  for (;;) {
    const page = await read(last);
    if (page.length === 0) return;
    yield page;
    last = page.at(-1);
  }
}

export const PAGE = 500;
