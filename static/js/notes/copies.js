// Copies of notes that this browser keeps until the server has them: one a point, by account, so
// that whoever uses the browser next is not given them.
//
//   notes:<account>:<meeting>:<point>  →  { text, base, session, at }

const PREFIX = "notes";

const keyOf = (...parts) => [PREFIX, ...parts].join(":");

export function keysOf(user, meeting = "") {
  const prefix = meeting ? `${keyOf(user, meeting)}:` : `${keyOf(user)}:`;
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // not written by us, or cut short: there is nothing to bring back
  }
}

export function copyOf(user, meeting, point) {
  const key = keyOf(user, meeting, point);
  return {
    read: () => read(key),
    // False where the browser keeps nothing: full, or told not to.
    keep(copy) {
      try {
        localStorage.setItem(key, JSON.stringify({ ...copy, at: Date.now() }));
        return true;
      } catch {
        return false;
      }
    },
    // What another tab has put in its place since is that tab's to erase.
    erase(session) {
      const kept = read(key);
      if (kept && kept.session === session) {
        localStorage.removeItem(key);
      }
    },
  };
}

export function eraseAll(user) {
  keysOf(user).forEach((key) => localStorage.removeItem(key));
}
