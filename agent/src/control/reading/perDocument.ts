import type { ConfigDocument } from '@understudy/contract';

/** Something made of the document in force, once a document. */
export function perDocument<Made>(
  document: () => ConfigDocument,
  make: (document: ConfigDocument) => Made,
): () => Made {
  const byDocument = new WeakMap<ConfigDocument, { readonly made: Made }>();
  return () => {
    const current = document();
    const known = byDocument.get(current) ?? { made: make(current) };
    byDocument.set(current, known);
    return known.made;
  };
}
