// Copies a text to the clipboard by the copy event, which works from disk and over plain http alike.

export function copyText(text: string): boolean {
  let copied = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopPropagation();
    copied = true;
  };
  window.addEventListener("copy", onCopy, true);
  document.execCommand("copy");
  window.removeEventListener("copy", onCopy, true);
  return copied;
}
