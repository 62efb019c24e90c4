/** A part of a file. */
export interface Beginning {
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether the file has more than these bytes. */
  cut: boolean;
}

/** The first bytes of an answer; what is over the limit is not transferred. */
export async function readBeginning(response: Response, limit: number): Promise<Beginning> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader && size <= limit) {
    const { done, value } = await reader.read();
    if (done) return { bytes: join(chunks, size), cut: false };
    chunks.push(value);
    size += value.length;
  }
  await reader?.cancel();
  return { bytes: join(chunks, size).slice(0, limit), cut: size > limit };
}

/** The last bytes of an answer, from a whole line on; all of it when the server did not honour the range. */
export async function readEnd(response: Response, limit: number): Promise<Beginning> {
  const all = new Uint8Array(await response.arrayBuffer());
  const isPart = response.status === 206 && !response.headers.get("content-range")?.startsWith("bytes 0-");
  const cut = isPart || all.length > limit;
  const end = all.slice(Math.max(0, all.length - limit));
  return { bytes: cut ? end.slice(end.indexOf(NEWLINE) + 1) : end, cut };
}

const NEWLINE = 10;

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
