// Starts a WebAssembly module by the glue that wasm-bindgen made for it.

interface Glue {
  initSync(input: { module: BufferSource }): unknown;
  init(input: { module_or_path: BufferSource }): Promise<unknown>;
}

/** At once, so that what waits for it comes with the first paint; or later in engines with a limit: Chromium up to 98. */
export async function compile({ initSync, init }: Glue, module: BufferSource) {
  try {
    initSync({ module });
  } catch {
    await init({ module_or_path: module });
  }
}
