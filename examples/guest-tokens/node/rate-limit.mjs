/** Limits the tokens for an address in a minute, and the number of addresses in memory. Counts are for one process. */
export function rateLimit({ perMinute = 30, addresses = 10_000, now = Date.now } = {}) {
  const counts = new Map();
  let minute;
  return (address) => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) counts.clear();
    minute = current;
    const from = network(address);
    const count = (counts.get(from) ?? 0) + 1;
    if (count > perMinute || (count === 1 && counts.size >= addresses)) return false;
    counts.set(from, count);
    return true;
  };
}

/** An IPv4 address, or the first half of an IPv6 address, because one household has all of the second half. */
function network(address) {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head, tail = []] = address.split('::').map((half) => half.split(':'));
  const zeros = Array(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
