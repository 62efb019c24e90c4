// Who may import whom: the rule file and the test of docs/architecture.md both read it.
module.exports = {
  contract: [],
  search: [],
  artifacts: ["contract"],
  sdk: ["contract", "artifacts"],
  server: ["contract", "search", "artifacts"],
  pipeline: ["contract", "sdk", "search"],
  web: ["contract", "sdk/client", "search"],
  cli: ["contract", "sdk", "pipeline", "server"],
};
