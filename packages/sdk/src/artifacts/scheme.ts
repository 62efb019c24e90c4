/** The scheme of a URI; undefined for a plain path, drive letters of Windows included. */
export const schemeOf = (uri: string): string | undefined =>
  /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
