export { redactUri } from "./database/database-uri.js";
export { type DatabaseState, inspectDatabase } from "./database/inspect-database.js";
export { type Checked, checkDatabase } from "./database/migrations/check-database.js";
export { type Optimized, optimizeDatabase } from "./database/migrations/optimize-database.js";
export type { ChangeOptions } from "./database/migrations/upgrade-database.js";
export { upgradeDatabase } from "./database/migrations/upgrade-database.js";
export { type RunningServer, startServer } from "./main.js";
export { findOpenServer, type OpenServer } from "./open-server.js";
export { DEFAULTS, FRAME_OPTIONS, type FrameOptions, type ServerOptions } from "./server-options.js";
