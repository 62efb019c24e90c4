import { prepare } from "./workspace.js";

prepare();
