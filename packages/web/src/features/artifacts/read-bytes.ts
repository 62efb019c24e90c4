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
    if (done) return { bytes: joinBytes(chunks), cut: false };
    chunks.push(value);
    size += value.length;
  }
  await reader?.cancel();
  return { bytes: joinBytes(chunks).slice(0, limit), cut: size > limit };
}

/** Some bytes after each other, as one piece. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  const joined = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
