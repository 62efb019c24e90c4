// Loaded into a server before it starts: tells how long its event loop was blocked, when it is asked.
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION = 1; // milliseconds
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
process.on("message", () => {
  process.send(Math.max(0, delay.max / 1e6 - RESOLUTION));
  delay.reset();
});
// The wish to be asked does not keep a server running.
process.channel?.unref();
