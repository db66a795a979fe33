// What the last click did, without its credentials. It outlives the way through Connect in this tab's session storage.
const MASK = '•••';

/** JSON to look at: a session's link keeps its path and loses what logs in, people keep their secrets. */
export const masked = (value) =>
  JSON.stringify(
    value,
    (key, inner) => {
      if (key === 'url' && typeof inner === 'string') return inner.replace(/\?.*/, `?${MASK}`);
      return ['email', 'fullName', 'birthday'].includes(key) ? MASK : inner;
    },
    2,
  );

export const keep = (entry) => sessionStorage.setItem('click', JSON.stringify({ ...kept(), ...entry }));

export const kept = () => JSON.parse(sessionStorage.getItem('click') ?? '{}');

export const forget = () => sessionStorage.removeItem('click');
