export * from "./endpoint.js";
export { endpoints } from "./endpoints/index.js";
export * from "./entities/index.js";
export * from "./errors.js";
export * from "./limits.js";
export { compileDecoder, type DecodeOptions, type JsonSchema } from "./wire/decode.js";
export { compileEncoder } from "./wire/encode.js";
export { parseJson } from "./wire/json.js";
export type { Input, Int64 } from "./wire/scalars.js";
