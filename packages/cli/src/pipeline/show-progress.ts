import type { Observer, ProgressEvent } from "@slipway/pipeline";
import { style } from "../terminal/style.js";

/** What progress needs of the stream that it goes to. */
type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY">;

interface Options {
  stream?: Stream;
  /** Shows what the commands print, each line under the name of its candidate. */
  verbose?: boolean | undefined;
}

/** How many of its last lines a failed candidate is shown with. */
const TAIL = 6;
/** Begins the lines that the build itself adds to an output; its reason is shown anyway. */
const NOTE = "[slipway] ";

/**
 * Shows a build and a release while they run: a line when something ends, and on a terminal a last line that says
 * what is under way.
 */
export function showProgress({ stream = process.stderr, verbose = false }: Options = {}): Observer {
  const running = new Map<string, string>();
  const lines = new PartialLines();
  const tails = new Map<string, string[]>();
  let width = 0;
  const clear = () => {
    if (stream.isTTY && width > 0) stream.write(`\r${" ".repeat(width)}\r`);
    width = 0;
  };
  const say = (text: string) => {
    clear();
    stream.write(`${text}\n`);
  };
  const status = () => {
    clear();
    if (!stream.isTTY || running.size === 0) return;
    const text = `… ${[...running.values()].join(", ")}`.slice(0, 100);
    width = text.length;
    stream.write(text);
  };
  return (event) => {
    if (event.type === "output") {
      const added = lines.add(event.runId, event.text);
      if (verbose) for (const line of added) say(`  ${event.label} | ${line}`);
      else tails.set(event.runId, [...(tails.get(event.runId) ?? []), ...added].slice(-TAIL));
    } else {
      if (event.type === "candidate-started") running.set(event.runId, event.label);
      if (event.type === "candidate-ended") running.delete(event.runId);
      if (event.type === "gate-progress") {
        const name = `gate ${event.gate}`;
        if (event.share < 1) running.set(name, `${name} ${Math.round(event.share * 100)} %`);
        else running.delete(name);
      }
      const text = eventText(event);
      if (text) say(text);
      if (event.type === "candidate-ended") {
        const tail = tails.get(event.runId) ?? [];
        tails.delete(event.runId);
        if (event.status === "FAILED")
          for (const line of tail.filter((line) => !line.startsWith(NOTE))) say(`  | ${line}`);
      }
    }
    status();
  };
}

function eventText(event: ProgressEvent): string | undefined {
  switch (event.type) {
    case "experiment-created":
      return `INFO: '${event.name}' does not exist. Creating a new experiment`;
    case "build-started":
      return `Build ${event.runId}: ${event.candidates} candidate${event.candidates === 1 ? "" : "s"}`;
    case "prepare-started":
      return `Preparing: ${event.command}`;
    case "candidate-ended":
      return candidateText(event);
    case "evaluation-started":
      return `Evaluating ${event.model}: ${event.label}`;
    case "warning":
      return `${style("yellow", "warning:", process.stderr)} ${event.message}`;
    default:
      return undefined;
  }
}

function candidateText(event: Extract<ProgressEvent, { type: "candidate-ended" }>): string {
  const digits = String(event.candidates).length;
  const place = `[${String(event.index + 1).padStart(digits)}/${event.candidates}]`;
  const seconds = `${(event.milliseconds / 1000).toFixed(1)} s`;
  const status = event.status.padEnd(8);
  const colour = event.status === "FINISHED" ? "green" : "red";
  const reason = event.reason ? `  (${event.reason})` : "";
  return `${place} ${style(colour, status, process.stderr)}  ${event.label}  ${seconds}${reason}`;
}

/** Puts the pieces of several outputs together into whole lines. */
class PartialLines {
  private readonly rest = new Map<string, string>();

  add(key: string, text: string): string[] {
    const lines = ((this.rest.get(key) ?? "") + text).split("\n");
    this.rest.set(key, lines.pop() ?? "");
    return lines;
  }
}
