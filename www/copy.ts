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
  // Where nothing is selected, WebKit copies only for a page that says beforehand that it has something.
  const onBeforeCopy = (event: Event) => event.preventDefault();
  window.addEventListener("beforecopy", onBeforeCopy, true);
  window.addEventListener("copy", onCopy, true);
  document.execCommand("copy");
  window.removeEventListener("copy", onCopy, true);
  window.removeEventListener("beforecopy", onBeforeCopy, true);
  return copied;
}
