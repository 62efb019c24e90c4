/** Colours of charts and text as custom properties, so that one page serves light and dark screens and paper. */
const LIGHT = `--page:#fff;--card:#f6f8fa;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--new:#0550ae;--old:#9a4a00;
--good:#116329;--bad:#b3151f;--unsure:#6b4e00;--heat:5,80,174`;
const DARK = `--page:#0d1117;--card:#161b22;--ink:#e6edf3;--soft:#9aa4af;--line:#30363d;--new:#79c0ff;--old:#f0a35e;
--good:#56d364;--bad:#ff8b85;--unsure:#e3b341;--heat:121,192,255`;

export const pageStyle = `
:root{${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:60rem;background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header{border:1px solid var(--line);border-left:.4rem solid var(--unsure);border-radius:.4rem;padding:1rem 1.25rem;background:var(--card)}
header.yes{border-left-color:var(--good)}header.no{border-left-color:var(--bad)}
header p{margin:.4rem 0}header .title{color:var(--soft);font-weight:600;margin:0}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .8rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem}
.limit,.aside{color:var(--soft)}.aside{font-size:.875rem}
ul.gates,ul.notes{list-style:none;margin:0;padding:0}
ul.gates li{display:grid;grid-template-columns:9.5rem 1fr;column-gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
.gates .status{grid-row:1/3;font-weight:600}
.gates .reason{grid-column:2;color:var(--soft);font-size:.925rem}
.pass .status{color:var(--good)}.fail .status,.error .status{color:var(--bad)}.not-enough-data .status{color:var(--unsure)}
.notes li{margin:.5rem 0;padding:.1rem 0 .1rem .8rem;border-left:.2rem solid var(--line)}
.notes .warning{border-left-color:var(--unsure)}.notes .warning b{color:var(--unsure)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{overflow-wrap:normal}tbody th,td{min-width:7.5rem}
thead th{color:var(--soft)}tbody th{font-weight:400}
.marked th{font-weight:600}.mark{border:1px solid var(--new);color:var(--new);border-radius:.3rem;padding:0 .35rem;font-size:.75rem}
.number{text-align:right;padding-left:.8rem;font-variant-numeric:tabular-nums;white-space:nowrap;min-width:0}th.number{white-space:normal}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0}dt{color:var(--soft)}dd{margin:0}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
details{margin:1rem 0;border-top:1px solid var(--line);padding-top:.6rem}summary{cursor:pointer;font-weight:600}
.charts{display:flex;flex-wrap:wrap;gap:1rem}
figure{margin:.5rem 0;flex:0 1 25rem;max-width:100%}figure.long{flex-basis:100%}
figcaption{font-weight:600;font-size:.925rem}
table.confusion{width:auto}.confusion .number{background:rgba(var(--heat),calc(var(--share,0)*.3));padding:.35rem .6rem;min-width:3.5rem}.confusion .right{font-weight:700}
svg{display:block;width:100%;height:auto}
.narrow{display:none}
@media (max-width:40rem){body{padding:.75rem .75rem 2rem}header{padding:.8rem}h1{font-size:1.35rem}
ul.gates li{grid-template-columns:1fr}.gates .status{grid-row:auto}.gates li>*{grid-column:1!important}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}.wide{display:none}.narrow{display:block}}
@media print{body{max-width:none;padding:0;font-size:11pt}section,figure,li{break-inside:avoid}details::details-content{content-visibility:visible;display:block}
.scroll{overflow:visible}}
`;
