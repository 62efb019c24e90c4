import { spawn } from "node:child_process";
import { join } from "node:path";
import { styleText } from "node:util";
import { root } from "../workspace.js";

const colour = (format, text) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;

export const heading = (text) => process.stdout.write(`\n${colour(["bold", "cyan"], `== ${text}`)}\n`);
export const note = (text) => process.stdout.write(`${text}\n`);

/** Shows a command as a reader would type it, and runs it. */
export function run(program, args, { shown = program, ...options }) {
  const line = [shown, ...args].map((word) => (/^[\w./:@=-]+$/.test(word) ? word : JSON.stringify(word)));
  process.stdout.write(`${colour("dim", "$")} ${colour("bold", line.join(" "))}\n`);
  return execution(program, args, options);
}

/** The `slipway` of this clone. */
export const slipway = (args, options) => {
  const bin = join(root, "packages/cli/bin/slipway.js");
  const promise = run(process.execPath, args, { ...options, bin, shown: "slipway" });
  return promise;
};

/** A promise that rejects on an unexpected exit code; `.expecting(code)` says another one than 0. */
function execution(program, args, { bin, ...options }) {
  let expected = 0;
  const child = spawn(program, bin ? [bin, ...args] : args, {
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
  const promise = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === expected) resolve();
      else reject(new Error(`${[program, ...args].join(" ")} ended with ${code}, not ${expected}`));
    });
  });
  promise.expecting = (code) => {
    expected = code;
    return promise;
  };
  return promise;
}
