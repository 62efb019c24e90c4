import type { Kysely } from "kysely";
import type { Tables } from "./schema/index.js";

/** What a store function works on: the read side, or the transaction of a write. */
export type Db = Kysely<Tables>;
