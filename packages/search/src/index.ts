export { type Completion, complete, type KnownKeys } from "./complete.js";
export {
  type Comparator,
  type Comparison,
  type Conjunction,
  comparisonsOf,
  conjunctsOf,
  type Disjunction,
  type EntityKind,
  type Filter,
  holds,
  type Negation,
  type OrderTerm,
} from "./filter.js";
export type { Entity, Field, FilterField, FilterRule, Grammar, ValueKind } from "./grammar.js";
export { experimentGrammar } from "./grammars/experiment-grammar.js";
export { loggedModelGrammar } from "./grammars/logged-model-grammar.js";
export { modelVersionGrammar } from "./grammars/model-version-grammar.js";
export { registeredModelGrammar } from "./grammars/registered-model-grammar.js";
export { runGrammar } from "./grammars/run-grammar.js";
export { parseFilter } from "./parse-filter.js";
export { parseOrderBy, parseOrderField } from "./parse-order-by.js";
export { printFilter, printKey } from "./print-filter.js";
export { SearchError } from "./search-error.js";
export { LONGEST_TEXT } from "./token-reader.js";
export { type Token, type TokenType, tokenize } from "./tokenize.js";
