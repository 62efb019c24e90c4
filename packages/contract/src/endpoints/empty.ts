import { Message } from "../wire/scalars.js";

/** `{}`: the call did what it says. */
export const Empty = Message({});
