// What can be heard in spite of the protection, and why.

export function allowed() {
  return false;
}
