// The main job on real data: four pushes of examples/spam-filter, told as they happen.
import { prepare } from "./workspace.js";

prepare();
const { play } = await import("./demo/play.js");
await play();
