// Copies a text to the clipboard by the copy event, which works from disk and over plain http alike.

/** Copies the same content in several formats: media type to text. */
export function copyAs(formats: Record<string, string>): boolean {
  let copied = false;
  const onCopy = (event: ClipboardEvent) => {
    for (const [type, text] of Object.entries(formats)) event.clipboardData?.setData(type, text);
    event.preventDefault();
    event.stopPropagation();
    copied = true;
  };
  window.addEventListener("copy", onCopy, true);
  document.execCommand("copy");
  window.removeEventListener("copy", onCopy, true);
  return copied;
}
