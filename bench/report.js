/** Prints one line a measurement: each server's figure, and how many times better Slipway's is than each peer's. */
export function printReport(kind, servers, { seconds, runs }) {
  const names = Object.keys(servers);
  const { slipway } = servers;
  const peers = slipway ? names.filter((name) => name !== "slipway") : [];
  const loads = [...new Set(names.flatMap((name) => Object.keys(servers[name].loads)))];
  const rows = [
    ...STATE.map(([title, field, unit]) => ({
      title,
      cells: names.map((name) => unit(servers[name][field])),
      ratios: peers.map((name) => servers[name][field] / slipway[field]),
    })),
    ...loads.map((title) => ({
      title,
      cells: names.map((name) => rate(servers[name].loads[title])),
      ratios: peers.map(
        (name) => (slipway.loads[title]?.perSecond ?? NaN) / (servers[name].loads[title]?.perSecond ?? NaN),
      ),
    })),
  ];
  const lines = [
    [kind, ...names, ...peers.map((name) => `/ ${name}`)],
    ...rows.map(({ title, cells, ratios }) => [title, ...cells, ...ratios.map(times)]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  for (const line of lines) process.stdout.write(`${line.map(pad).join("  ")}\n`);
  process.stdout.write(
    `\n${seconds} s a load, ${runs} runs searched, requests a second (median/95 %/99 % in ms), Node ${process.versions.node}\n\n`,
  );
}

const ms = (value) => `${value.toFixed(0)} ms`;
const mb = (value) => `${(value / 1024 / 1024).toFixed(0)} MB`;
const STATE = [
  ["cold start to the first answer", "coldStart", ms],
  ["idle memory", "idleMemory", mb],
  ["memory after the load", "loadedMemory", mb],
];

const times = (ratio) => (Number.isFinite(ratio) ? `${ratio.toFixed(1)} x` : "-");

function rate(load) {
  if (!load) return "-";
  if (load.longestBlock !== undefined) return ms(load.longestBlock);
  if (load.mostMemory !== undefined)
    return `${load.perSecond.toFixed(0)} MB/s (${mb(load.mostMemory)} of memory at most)`;
  const { failed, memories, perSecond, median, p95, p99 } = load;
  const digits = perSecond < 10 ? 2 : perSecond < 100 ? 1 : 0;
  const refused = failed > 0 ? `, ${failed} failed` : "";
  const grown = memories
    ? `, memory ${mb(memories[0])} after a tenth, ${mb(memories.at(-1))} at the end`
    : "";
  return `${perSecond.toFixed(digits)} (${[median, p95, p99].map((value) => value.toFixed(1)).join("/")}${refused})${grown}`;
}
