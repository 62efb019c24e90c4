import { ApiError, type Client } from "@slipway/sdk";
import type { Ledger } from "./ledger.js";

/** What makes a refusal a mistake in the file rather than the end of a set. */
const MISTAKES = new Set(["other-examples", "other-name", "other-terms"]);

/** The ledger of a Slipway server. */
export const serverLedger = ({ testSets }: Client): Ledger => ({
  guarantee: "atomic",
  list: async () => {
    const all = [];
    for (let page_token: string | undefined; ; ) {
      const page = await testSets.list({ page_token });
      all.push(...page.test_sets);
      page_token = page.next_page_token;
      if (!page_token) return all;
    }
  },
  spend: async (look) => {
    try {
      return await testSets.spend(look);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "RESOURCE_CONFLICT") throw error;
      return { refused: error.message, mistaken: MISTAKES.has(String(error.details.why)) };
    }
  },
  conclude: (decision_id, passed) => testSets.conclude({ decision_id, passed }),
  retire: async (name, reason) => (await testSets.retire({ name, reason })).test_set,
  reveal: (decision_id, reason) => testSets.reveal({ decision_id, reason }),
});
