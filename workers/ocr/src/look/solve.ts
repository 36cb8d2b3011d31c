type Row = Float64Array<ArrayBuffer>;

/** Solves linear equations by elimination with the largest pivot; each row ends with its right side. Zero for what nothing says. */
export function solve(rows: readonly Float64Array[]): Float64Array {
  const matrix = rows.map((row) => Float64Array.from(row));
  const count = matrix.length;
  for (let column = 0; column < count; column++) {
    let best = column;
    for (let row = column + 1; row < count; row++)
      if (Math.abs(at(matrix, row, column)) > Math.abs(at(matrix, best, column))) best = row;
    [matrix[column], matrix[best]] = [matrix[best] as Row, matrix[column] as Row];
    const pivot = at(matrix, column, column);
    if (pivot === 0) continue;
    for (let row = 0; row < count; row++) {
      if (row === column) continue;
      const times = at(matrix, row, column) / pivot;
      const target = matrix[row] as Float64Array;
      for (let term = column; term <= count; term++)
        target[term] = (target[term] as number) - times * at(matrix, column, term);
    }
  }
  return Float64Array.from(matrix, (row, number) => {
    const pivot = row[number] as number;
    return pivot === 0 ? 0 : (row[count] as number) / pivot;
  });
}

const at = (matrix: readonly Float64Array[], row: number, column: number): number => matrix[row]?.[column] as number;
