// Shows the measurements of a run as tables and as a picture.

/** A percentile is a measured value (nearest rank). */
export function distribution(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (percent) => sorted[Math.ceil((percent * sorted.length) / 100) - 1];
  return { count: sorted.length, min: sorted[0], p50: rank(50), p90: rank(90), p99: rank(99), max: sorted.at(-1) };
}

const millis = (value) => value.toFixed(value < 20 ? 1 : 0);
const time = (node) =>
  node && { value: node.p50, text: `${[node.p50, node.p90, node.p99].map(millis).join(' / ')} ms` };
const count = (value) => value !== undefined && { value, text: `${Math.round(value * 10) / 10}` };
const bytes = (value) =>
  value && { value, text: value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(1)} MB` };

/** The figures of a candidate by name, in the order of the table. */
function figures(candidate) {
  const all = new Map();
  for (const cold of candidate.coldStarts) {
    const series = cold.upstreams + (cold.pageCache === 'dropped' ? ', page cache dropped' : '');
    all.set(`${series}: init`, time(cold.init));
    all.set(`${series}: first request`, time(cold.firstRequest));
    all.set(`${series}: process start → first answer`, time(cold.total));
    all.set(`${series}: memory after it`, bytes(cold.peakMemory?.p50));
  }
  for (const warm of candidate.warm) {
    const series = warm.upstreams + (warm.pause ? ', one request every 2 s' : '');
    all.set(`${series}: warm request`, time(warm.request));
    all.set(`${series}: context switches a request`, count(warm.contextSwitches));
    all.set(`${series}: connections to Gigs`, count(warm.connections));
    all.set(`${series}: memory after the last`, bytes(warm.peakMemory));
  }
  all.set('configuration look-ups until the first poll', count(candidate.inProcess?.lookUps));
  all.set('allocated until the first poll', bytes(candidate.inProcess?.untilFirstPoll));
  all.set('allocated by a warm request', bytes(candidate.inProcess?.warmRequest));
  all.set('executable', bytes(candidate.executable));
  all.set('zip', bytes(candidate.zip));
  return new Map([...all].filter(([, figure]) => figure));
}

function written(title, candidates, cell) {
  const columns = candidates.map(figures);
  const names = new Set(columns.flatMap((column) => [...column.keys()]));
  const rows = [...names].map((name) => [name, ...columns.map((column, i) => cell(column.get(name), name, i) ?? '–')]);
  rows.unshift([title, ...candidates.map(({ name }) => name)]);
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  const rule = widths.map((width) => '-'.repeat(width));
  const all = [rows[0], rule, ...rows.slice(1).filter((row) => row.slice(1).some((text) => text !== '–'))];
  return all.map((row) => `| ${row.map((text, c) => text.padEnd(widths[c])).join(' | ')} |`).join('\n');
}

/** A table of all figures. Brackets contain p50 as a multiple of the last candidate's p50. */
export function table({ candidates }) {
  const last = figures(candidates.at(-1));
  return written('p50 / p90 / p99', candidates, (figure, name, i) => {
    const compared = figure && i < candidates.length - 1 && last.get(name);
    return compared ? `${figure.text} (${(figure.value / compared.value).toFixed(2)}×)` : figure?.text;
  });
}

/** A table of an earlier run's figures: of the candidate with the same name, or of the first one of its kind. */
export function changes({ candidates }, earlier) {
  const before = candidates.map(({ name, kind }) => {
    const same =
      earlier.candidates.find((each) => each.name === name) ?? earlier.candidates.find((each) => each.kind === kind);
    return same ? figures(same) : new Map();
  });
  return written(`${earlier.date}, and the change of p50`, candidates, (figure, name, i) => {
    const old = before[i].get(name);
    const percent = figure && old && (figure.value / old.value - 1) * 100;
    return figure && old && `${old.text} (${percent < 0 ? '' : '+'}${percent.toFixed(1)} %)`;
  });
}

const LEFT = 184;
const RIGHT = 632;
const TOP = 62;
const ROW = 26;
const STYLE = `text { font: 12px system-ui, sans-serif; fill: #57606a }
.name { font-weight: 600 }
.grid { stroke: #8c959f; stroke-opacity: .3 }
.dots { fill: none; stroke-width: 6; stroke-linecap: round; stroke-opacity: .4 }
.p50 { stroke-width: 2 }
.init { stroke: #1f6feb } .firstRequest { stroke: #d4720b }`;
const STRIPS = { init: 'init', firstRequest: 'first request' };

function text(x, y, style, content) {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(0)}" y="${y}" class="${style}">${escaped}</text>`;
}

/** A dot for each cold start with realistic upstreams and a warm page cache, on a logarithmic scale. */
export function picture({ starts, candidates }) {
  const shown = candidates.map(({ name, coldStarts }) => ({
    name,
    ...coldStarts.find(({ upstreams, pageCache }) => upstreams === 'realistic' && pageCache === 'warm'),
  }));
  const times = shown.flatMap(({ samples }) => samples.flatMap(({ init, firstRequest }) => [init, firstRequest]));
  const fastest = Math.min(...times) * 0.8;
  const slowest = Math.max(...times) * 1.25;
  const x = (value) => LEFT + (Math.log(value / fastest) / Math.log(slowest / fastest)) * (RIGHT - LEFT);
  const bottom = TOP + shown.length * ROW * 2.5;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${bottom + 34}" width="760" height="${bottom + 34}">`,
    '<title>Cold starts: init and first request</title>',
    `<style>\n${STYLE}\n</style>`,
    '<rect fill="#fff" width="100%" height="100%" rx="6"/>',
    text(12, 20, 'name', `${starts} cold starts each, upstreams realistic, page cache warm`),
    text(12, 38, '', 'init: process start → first poll; first request: event → answer; the line is the median; in ms'),
  ];
  for (const value of [1, 2, 5].flatMap((step) => [1, 10, 100, 1000, 10000].map((power) => step * power))) {
    if (value > fastest && value < slowest) {
      lines.push(`<path class="grid" d="M${x(value).toFixed(0)} ${TOP - 8}V${bottom}"/>`);
      lines.push(text(x(value) - 8, bottom + 18, '', `${value}`));
    }
  }
  shown.forEach((series, row) => {
    let y = TOP + ROW / 2 + row * ROW * 2.5;
    lines.push(text(12, y + 4, 'name', series.name.length > 24 ? `…${series.name.slice(-23)}` : series.name));
    for (const [figure, label] of Object.entries(STRIPS)) {
      const dots = series.samples.map((start, i) => `M${x(start[figure]).toFixed(1)} ${y + ((i * 5) % 13) - 6}h0`);
      const { p50 } = series[figure];
      lines.push(`<path class="dots ${figure}" d="${dots.join('')}"/>`);
      lines.push(`<path class="p50 ${figure}" d="M${x(p50).toFixed(1)} ${y - 10}v20"/>`);
      lines.push(text(RIGHT + 12, y + 4, '', `${label} ${millis(p50)}`));
      y += ROW;
    }
  });
  return `${lines.join('\n')}\n</svg>\n`;
}
