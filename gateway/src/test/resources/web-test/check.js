// As little of a test library as will do: a test is a sentence and a function that throws.

const tests = [];
export const test = (sentence, run) => tests.push({ sentence, run });

export function equal(actual, expected) {
  const [a, e] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== e) throw new Error(`expected ${e}, was ${a}`);
}

/** One line a test, then a line with the count: what PagesIT reads. */
export function report() {
  const lines = tests.map(({ sentence, run }) => {
    try {
      run();
      return `passed: ${sentence}`;
    } catch (error) {
      return `FAILED: ${sentence}: ${error.message}`;
    }
  });
  const failed = lines.filter((line) => line.startsWith("FAILED")).length;
  return [...lines, `done: ${lines.length} tests, ${failed} failed`].join("\n");
}
