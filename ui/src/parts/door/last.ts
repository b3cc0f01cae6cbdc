// Who came in last on this PC, to be offered first: a number, no name.
const STORE_KEY = 'bazgasht.door.last';

export function lastIn(): number | undefined {
  try {
    return Number(localStorage.getItem(STORE_KEY)) || undefined;
  } catch {
    return undefined;
  }
}

export function rememberIn(staff: number): void {
  try {
    localStorage.setItem(STORE_KEY, String(staff));
  } catch {
    // Storage is full or off: the list starts at its first name.
  }
}
