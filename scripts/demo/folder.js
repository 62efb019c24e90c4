import { join } from "node:path";
import { root } from "../workspace.js";

/** Where the demo keeps all that it makes. */
export const folder = join(root, ".demo");
