import type { Protection } from "@slipway/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { isUnknownCall } from "../../app/is-unknown-call.js";

export const protectionQueries = {
  /** The rules about a model's stages and aliases; null on a server that has none. */
  ofModel: (name: string) =>
    queryOptions({
      queryKey: ["protections", name],
      queryFn: async ({ signal }) => {
        try {
          return (await client.protections.list({ name }, { signal })).protections;
        } catch (error) {
          if (isUnknownCall(error)) return null;
          throw error;
        }
      },
    }),
};

/** The rule about a stage or an alias. */
export const ruleOf = (
  rules: readonly Protection[] | null | undefined,
  place: { stage?: string; alias?: string },
): Protection | undefined =>
  rules?.find(({ stage, alias }) => (place.stage ? stage === place.stage : alias === place.alias));
