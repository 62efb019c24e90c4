import type { Names } from "../bad-input/ask.js";

/** The ids that the calls of one sequence have made, on one server, by what they are called in its calls. */
export class KnownIds {
  readonly #names: Record<string, string>;
  readonly #counts: Record<string, number> = {};

  constructor(
    prefix: string,
    private readonly folder: string,
  ) {
    this.#names = { p: prefix };
  }

  get names(): Names {
    return this.#names;
  }

  /** Keeps what an answer made: an experiment, a run, a logged model, a token for the next page. */
  learn(path: string, body: unknown): void {
    const answer = body as MadeAnswer | undefined;
    if (path === "experiments/create") this.#keep("experiment", answer?.experiment_id);
    if (path === "runs/create") this.#keep("run", answer?.run?.info?.run_id);
    if (path === "logged-models") this.#keep("model", answer?.model?.info?.model_id);
    this.#keep("token", answer?.next_page_token);
  }

  /** The text with every known id replaced by its name. */
  hide(text: string): string {
    let hidden = text.replaceAll(this.folder, "<folder>");
    for (const [name, id] of Object.entries(this.#names)) {
      if (name !== "p" && !name.startsWith("token")) hidden = hidden.replaceAll(id, `<${name}>`);
    }
    return hidden;
  }

  #keep(kind: string, id: string | undefined): void {
    if (!id) return;
    const count = this.#counts[kind] ?? 0;
    this.#counts[kind] = count + 1;
    this.#names[`${kind}${count}`] = id;
  }
}

interface MadeAnswer {
  readonly experiment_id?: string;
  readonly next_page_token?: string;
  readonly run?: { readonly info?: { readonly run_id?: string } };
  readonly model?: { readonly info?: { readonly model_id?: string } };
}
