import { Type } from "typebox";

/** `{}`: the call did what it says. */
export const Empty = Type.Object({});
