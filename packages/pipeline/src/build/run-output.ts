import { createWriteStream, type WriteStream } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { type Connection, uploadTo } from "@slipway/sdk";
import { SecretMask } from "./secret-mask.js";

/** How long new output waits before it is uploaded, in milliseconds. */
const UPLOAD_INTERVAL = 3000;
/** Uploads of a long log may take at most this share of the time. */
const UPLOAD_SHARE = 1 / 10;
/** What is kept of a log, in characters. */
const LONGEST_LOG = 32 * 1024 * 1024;

export interface RunOutputOptions {
  connection: Connection;
  /** The run that keeps it; absent, nothing is kept. */
  runId?: string;
  /** Path of the artifact, e.g. `slipway/output.log`. */
  artifact: string;
  secrets: readonly string[];
  /** Receives the output as it comes, without secrets. */
  onText: (text: string) => void;
  /** Receives the first error of an upload; none is tried after it. */
  onError: (error: unknown) => void;
}

/** The output of a command: shown and kept without secrets, and uploaded to its run while it grows. */
export class RunOutput {
  readonly #options: RunOutputOptions;
  readonly #mask: SecretMask;
  readonly #directory: string;
  readonly #file: string;
  readonly #stream: WriteStream;
  #length = 0;
  #uploaded = 0;
  #timer: NodeJS.Timeout | undefined;
  #uploading: Promise<void> = Promise.resolve();
  #failed = false;
  #closed = false;

  private constructor(options: RunOutputOptions, directory: string) {
    this.#options = options;
    this.#mask = new SecretMask(options.secrets);
    this.#directory = directory;
    this.#file = join(directory, "output.log");
    this.#stream = createWriteStream(this.#file);
  }

  static async open(options: RunOutputOptions): Promise<RunOutput> {
    return new RunOutput(options, await mkdtemp(join(tmpdir(), "slipway-output-")));
  }

  /** Takes what a command wrote. */
  write(chunk: string): void {
    this.#keep(this.#mask.write(chunk));
  }

  /** Adds a line of Slipway's own, marked as such. */
  note(line: string): void {
    this.#keep(`${this.#mask.end()}[slipway] ${line}\n`);
  }

  /** Uploads what is left, and forgets the local copy. Never throws: errors went to `onError`. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#keep(this.#mask.end());
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#uploading;
    this.#stream.end();
    await finished(this.#stream);
    await this.#upload();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #keep(text: string): void {
    if (text === "") return;
    this.#options.onText(text);
    if (this.#length > LONGEST_LOG) return;
    this.#length += text.length;
    this.#stream.write(
      this.#length > LONGEST_LOG ? `\n[slipway] the log is cut here: it is too long\n` : text,
    );
    this.#timer ??= this.#schedule(UPLOAD_INTERVAL);
  }

  #schedule(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#uploading = this.#uploadAndGoOn();
    }, milliseconds);
  }

  async #uploadAndGoOn(): Promise<void> {
    const start = Date.now();
    await this.#upload();
    const took = Date.now() - start;
    const wait = Math.max(UPLOAD_INTERVAL, took / UPLOAD_SHARE);
    const goesOn = !this.#failed && !this.#closed && this.#uploaded < this.#length;
    this.#timer = goesOn ? this.#schedule(wait) : undefined;
  }

  async #upload(): Promise<void> {
    const { connection, runId, artifact } = this.#options;
    if (runId === undefined || this.#failed || this.#uploaded === this.#length) return;
    const length = this.#length;
    // The file may grow while it is sent; an upload says beforehand how long it is.
    const snapshot = join(this.#directory, "snapshot.log");
    try {
      await copyFile(this.#file, snapshot);
      await uploadTo(connection, `runs:/${runId}`, artifact, { file: snapshot });
      this.#uploaded = length;
    } catch (error) {
      this.#failed = true;
      this.#options.onError(error);
    }
  }
}
