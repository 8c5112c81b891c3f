// The side of JavaScript of `add_cells` in wasm.rs.

export function addCells(result, ids, spans, values) {
  const id = ids ? ids.split(" ") : [];
  result.cells = id.map((id, i) => {
    const span = [spans[2 * i], spans[2 * i + 1]];
    return { id, raw: result.text.slice(...span), value: isNaN(values[i]) ? null : values[i], span };
  });
}
