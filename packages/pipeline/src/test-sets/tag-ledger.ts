import { createHash } from "node:crypto";
import {
  retirementOf,
  sealedLook,
  type TestSet,
  type TestSetLook,
  whyNoLook,
  wrongTerms,
} from "@slipway/contract";
import { ApiError, type Client } from "@slipway/sdk";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Ledger, LookToTake, NotTaken, Taken } from "./ledger.js";

/** The experiment whose tags are the ledger. */
const LEDGER_EXPERIMENT = "slipway-test-sets";

/** How often a look is tried that others take at the same moment. */
const TRIES = 5;

/**
 * The ledger on a server that keeps none: tags of one experiment, one for each set and one for each look. Two
 * releases at the same moment may take the same look, and whoever reads the tags can open what is sealed.
 */
export class TagLedger implements Ledger {
  readonly guarantee = "check-then-act";

  constructor(private readonly client: Client) {}

  async list(): Promise<TestSet[]> {
    const { sets } = await this.read();
    return sets
      .map((set) => ({ ...set, spent: set.spent.map((look) => sealedLook(set, look)) }))
      .sort((a, b) => Number(b.created_at) - Number(a.created_at));
  }

  async spend(look: LookToTake): Promise<Taken | NotTaken> {
    const problem = wrongTerms(look);
    if (problem) throw new ApiError("INVALID_PARAMETER_VALUE", problem);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const taken = await this.trySpend(look);
      if (taken) return taken;
    }
    throw new ApiError(
      "TEMPORARILY_UNAVAILABLE",
      `Others take looks at '${look.name}' all the time; try again.`,
    );
  }

  conclude(decisionId: string, passed: boolean): Promise<Taken> {
    return this.change(decisionId, (look) => ({ ...look, passed: look.passed ?? passed }));
  }

  reveal(decisionId: string, reason: string): Promise<Taken> {
    return this.change(decisionId, (look) => ({ ...look, revealed: true, reveal_reason: reason }));
  }

  async retire(name: string, reason: string): Promise<TestSet> {
    const { experiment, sets } = await this.read();
    const set = sets.find((one) => one.name === name && one.retired_at === undefined);
    if (!set) {
      const before = sets.find((one) => one.name === name);
      if (before) return before;
      throw new ApiError(
        "RESOURCE_DOES_NOT_EXIST",
        `There is no test set '${name}'; the first look at one makes it.`,
      );
    }
    return this.writeSet(experiment, { ...set, retired_at: Date.now(), retired_reason: reason });
  }

  private async trySpend(look: LookToTake): Promise<Taken | NotTaken | undefined> {
    const { experiment, sets } = await this.read();
    const before = takenOf(sets, look.decision_id);
    if (before) return before;
    const open = sets.find((set) => set.name === look.name && set.retired_at === undefined);
    const known = open ?? sets.find((set) => set.digest === look.digest);
    const set = known ?? (await this.writeSet(experiment, newSet(look)));
    const refusal = whyNoLook(set, look);
    if (refusal) {
      const mistaken = refusal.why !== "retired" && refusal.why !== "exhausted";
      return { refused: refusal.message, mistaken };
    }
    await this.writeLook(experiment, set, await newLook(look, set.spent.length + 1));
    // Someone else's look may have been written over this one, or the other way round.
    return takenOf((await this.read()).sets, look.decision_id);
  }

  private async change(decisionId: string, act: (look: TestSetLook) => TestSetLook): Promise<Taken> {
    const { experiment, sets } = await this.read();
    const found = takenOf(sets, decisionId);
    if (!found)
      throw new ApiError("RESOURCE_DOES_NOT_EXIST", `No test set has served a decision '${decisionId}'.`);
    const look = act(found.look);
    await this.writeLook(experiment, found.test_set, look);
    const spent = found.test_set.spent.map((one) => (one.decision_id === decisionId ? look : one));
    const set = { ...found.test_set, spent };
    const reason = set.retired_at === undefined ? retirementOf(set) : undefined;
    if (reason === undefined) return { test_set: set, look };
    const retired = { ...set, retired_at: Date.now(), retired_reason: reason };
    return { test_set: await this.writeSet(experiment, retired), look };
  }

  private async read(): Promise<{ experiment: string; sets: TestSet[] }> {
    const experiment = await this.experiment();
    const { experiment: found } = await this.client.experiments.get({ experiment_id: experiment });
    const read = <T>(prefix: string): T[] =>
      found.tags.filter(({ key }) => key.startsWith(prefix)).map(({ value }) => JSON.parse(value));
    const looks = read<TestSetLook & { digest: string }>(LOOK_PREFIX);
    const sets = read<TestSet>(SET_PREFIX).map((set) => ({
      ...set,
      spent: looks
        .filter(({ digest }) => digest === set.digest)
        .sort((a, b) => Number(a.number) - Number(b.number)),
    }));
    return { experiment, sets };
  }

  private async experiment(): Promise<string> {
    try {
      const { experiment } = await this.client.experiments.getByName({ experiment_name: LEDGER_EXPERIMENT });
      return experiment.experiment_id;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "RESOURCE_DOES_NOT_EXIST") throw error;
    }
    return (await this.client.experiments.create({ name: LEDGER_EXPERIMENT })).experiment_id;
  }

  private async writeSet(experiment_id: string, set: TestSet): Promise<TestSet> {
    const { spent: _, ...rest } = set;
    const value = JSON.stringify(rest);
    await this.client.experiments.setTag({ experiment_id, key: `${SET_PREFIX}${shortOf(set)}`, value });
    return set;
  }

  private async writeLook(experiment_id: string, set: TestSet, look: TestSetLook): Promise<void> {
    const key = `${LOOK_PREFIX}${shortOf(set)}.${look.number}`;
    const value = JSON.stringify({ ...look, digest: set.digest });
    await this.client.experiments.setTag({ experiment_id, key, value });
  }
}

const SET_PREFIX = "slipway.test_set.";
const LOOK_PREFIX = "slipway.look.";

/** A set in a tag's key, which takes few characters. */
const shortOf = ({ digest }: TestSet): string =>
  createHash("sha256").update(digest).digest("hex").slice(0, 16);

function takenOf(sets: readonly TestSet[], decisionId: string): Taken | undefined {
  for (const test_set of sets) {
    const look = test_set.spent.find(({ decision_id }) => decision_id === decisionId);
    if (look) return { test_set, look };
  }
  return undefined;
}

const newSet = ({
  name,
  digest,
  examples,
  looks,
  adaptivity,
  passes,
  reliability,
  reveal,
}: LookToTake): TestSet => ({
  name,
  digest,
  examples,
  looks,
  adaptivity,
  passes,
  reliability,
  reveal,
  created_at: Date.now(),
  spent: [],
});

async function newLook(
  { decision_id, model, champion, run_id, commit, actor, reveal }: LookToTake,
  number: number,
): Promise<TestSetLook> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const revealed = reveal === "full";
  return {
    decision_id,
    number,
    spent_at: Date.now(),
    model,
    champion,
    run_id,
    commit,
    actor,
    revealed,
    recipient,
    identity,
  };
}
