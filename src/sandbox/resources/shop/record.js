// The last click, without its credentials. It is in this tab's session storage, so it survives the return from Connect.
const MASK = '•••';

/** JSON without secrets: a session's link without its query, and no email, name or birthday. */
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
