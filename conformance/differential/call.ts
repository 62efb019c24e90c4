/** One call of the API; `<run0>` and the like in it stand for ids that earlier calls of its sequence made. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
  /** Below `/api/2.0/mlflow/`, unless it starts with a slash. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Content of an upload, in place of fields. */
  readonly content?: string;
  /** What was done to the fields so that the call is wrong. */
  readonly fault?: Fault;
}

/** Ways to make a valid call wrong, or odd, in one field. */
export interface Fault {
  readonly kind: "absent" | "null" | "type" | "unknown";
  readonly field: string;
}

/** Calls one after the other, on names and ids of their own. */
export type Sequence = readonly Call[];
