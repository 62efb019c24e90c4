import type { Dialect } from "./dialect.js";
import { sqlite } from "./sqlite.js";

/** Every dialect by the scheme of its URIs. */
export const dialects: Record<string, Dialect> = { sqlite };

export type { Dialect } from "./dialect.js";
