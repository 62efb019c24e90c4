import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The order of the files of tests: see {@link rank}; within a rank vitest's own, the longest first. */
export class OrderOfTests extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/**
 * What takes minutes comes first, so that no processor waits for it at the end. Then one project after the other,
 * since files share a process only with those of their own project.
 */
function rank({ moduleId, project }: TestSpecification): number {
  if (/\/(conformance|examples)\//.test(moduleId)) return 0;
  return 1 + ["sqlite", "postgres", "mysql"].indexOf(project.name);
}
