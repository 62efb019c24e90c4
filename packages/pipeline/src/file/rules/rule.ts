import type { Finding } from "../finding.js";
import type { FileContent } from "../schema.js";
import type { YamlSource } from "../yaml-source.js";

/** What a file is held against beyond its schema. */
export interface Checked {
  content: FileContent;
  source: YamlSource;
  /** The folder that the file's paths are relative to. */
  directory: string;
}

/** One thing that is checked of a file whose values have the right types. */
export type Rule = (file: Checked) => Finding[] | Promise<Finding[]>;
