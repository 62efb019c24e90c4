import type { Call } from "./handlers.js";

/** Who calls, as the client claims it: nobody checks it. */
export interface Caller {
  /** The user name of HTTP's basic authentication, which MLflow's clients send when they have one. */
  user?: string;
  /** The program, e.g. `mlflow-python-client/3.18.0`. */
  program?: string;
}

const LONGEST = 256;

/** What the headers of a call say of who makes it. */
export function callerOf({ header }: Pick<Call, "header">): Caller {
  const [, credentials = ""] = /^basic +([\w+/=-]+)$/i.exec(header("authorization") ?? "") ?? [];
  const [user = ""] = Buffer.from(credentials, "base64").toString().split(":", 1);
  return { user: plain(user), program: plain(header("user-agent")) };
}

const plain = (text = "") => text.replaceAll(/\p{Cc}/gu, "").slice(0, LONGEST) || undefined;
