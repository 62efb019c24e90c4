import { endpoint } from "../endpoint.js";
import { Protection } from "../entities/protection.js";
import { Flag, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const access = (needs: "READ" | "MANAGE") => ({ resource: "registered-model", id: "name", needs }) as const;
const path = "/protections";

/** Rules that only a decision moves a stage or an alias, whoever asks: MLflow's own clients, too. */
export const protections = {
  list: endpoint({
    name: "protections.list",
    method: "GET",
    path,
    prefix: "slipway",
    access: access("READ"),
    request: Message({ name: Required() }),
    response: Message({ protections: List(Protection) }),
  }),
  /** Protects one stage or one alias, or puts another rule in the place of the one it has. */
  set: endpoint({
    name: "protections.set",
    method: "POST",
    path,
    prefix: "slipway",
    access: access("MANAGE"),
    request: Message({
      name: Required(),
      stage: Maybe(Text()),
      alias: Maybe(Text()),
      /** PEM: Ed25519, ECDSA on P-256, or RSA. */
      public_key: Maybe(Text()),
      allow_force: Flag({ default: false }),
      reason: Maybe(Text()),
      actor: Maybe(Text()),
    }),
    response: Message({ protection: Protection }),
  }),
  remove: endpoint({
    name: "protections.remove",
    method: "DELETE",
    path,
    prefix: "slipway",
    access: access("MANAGE"),
    request: Message({
      name: Required(),
      stage: Maybe(Text()),
      alias: Maybe(Text()),
      reason: Required(),
      actor: Maybe(Text()),
    }),
    response: Empty,
  }),
};
