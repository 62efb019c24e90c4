import { Maybe, Text } from "../wire/scalars.js";

/** Continues a search where the page before ended. Opaque to clients. */
export const PageToken = Maybe(Text());
