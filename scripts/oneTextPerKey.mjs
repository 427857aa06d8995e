function clashes(texts) {
  return [...texts]
    .filter(([, defaults]) => defaults.size > 1)
    .map(
      ([key, defaults]) =>
        `${key} means several texts: ${[...defaults].map((text) => JSON.stringify(text)).join(', ')}`,
    );
}

/** The file is a tree: a text cannot be a branch too. */
function branches(texts) {
  const parents = (key) => key.split('.').map((_, depth, parts) => parts.slice(0, depth).join('.'));
  return [...texts.keys()].flatMap((key) =>
    parents(key)
      .filter((parent) => texts.has(parent))
      .map((parent) => `${parent} is a text and holds ${key}`),
  );
}

/** An extractor's plugin: fails where a key stands for two texts, or for a text and a group of texts. */
export function oneTextPerKey() {
  const texts = new Map();
  return {
    name: 'one-text-per-key',
    onKeySubmitted: ({ key, defaultValue }) => {
      texts.set(key, (texts.get(key) ?? new Set()).add(defaultValue));
    },
    onEnd: () => {
      const problems = [...clashes(texts), ...branches(texts)];
      if (problems.length > 0) throw new Error(`Texts:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
    },
  };
}
