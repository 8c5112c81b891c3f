// The side of JavaScript of wasm.rs.

/** Takes a value from a tape (wasm/tape.rs). */
export function take(text, numbers, fields) {
  const records = fields.split("\n").map((names) => names.split(" "));
  let at = 0;
  let from = 0;
  const value = () => {
    switch (numbers[at++]) {
      case 1:
        return false;
      case 2:
        return true;
      case 3:
        return numbers[at++];
      case 4:
        return new Float64Array(new Uint32Array([numbers[at++], numbers[at++]]).buffer)[0];
      case 5:
        return text.slice(from, (from += numbers[at++]));
      case 6: {
        const list = [];
        for (let left = numbers[at++]; left > 0; left--) list.push(value());
        return list;
      }
      case 7: {
        const record = {};
        for (const name of records[numbers[at++]]) record[name] = value();
        return record;
      }
      default:
        return null;
    }
  };
  return value();
}

export function addTextAndCells(result, text, ids, spans, values) {
  result.text = text;
  const id = ids ? ids.split(" ") : [];
  result.cells = id.map((id, i) => {
    const span = [spans[2 * i], spans[2 * i + 1]];
    return { id, raw: text.slice(...span), value: isNaN(values[i]) ? null : values[i], span };
  });
}
