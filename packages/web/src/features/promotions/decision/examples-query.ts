import { ApiError, ComparedExamples, compileDecoder } from "@slipway/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../../app/client.js";
import { readBeginning } from "../../artifacts/read-bytes.js";

const LIMIT = 16 * 1024 * 1024;
const decode = compileDecoder(ComparedExamples, { keepUnknownEnums: true });

/**
 * The examples on which a decision's models differ.
 * @param uri as the decision's `examples_uri` has it
 * @returns null when they are gone, or this version cannot read them
 */
export const examplesQuery = (uri: string) =>
  queryOptions({
    queryKey: ["artifacts", uri],
    queryFn: async ({ signal }): Promise<ComparedExamples | null> => {
      const [, run_id, path] = /^runs:\/+([^/]+)\/(.+)$/.exec(uri) ?? [];
      if (run_id === undefined || path === undefined) return null;
      try {
        const answer = await client.artifacts.get({ run_id, path }, { signal });
        const { bytes } = await readBeginning(answer, LIMIT);
        return decode(JSON.parse(new TextDecoder().decode(bytes)));
      } catch (error) {
        const gone = error instanceof ApiError && error.status === 404;
        if (gone || error instanceof SyntaxError || isUndecodable(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });

/** What the decoder refuses did not come as an answer of the server. */
const isUndecodable = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "INVALID_PARAMETER_VALUE";
