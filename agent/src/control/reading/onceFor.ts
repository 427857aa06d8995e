/** Something made of an object that never changes, once as long as the object is there. */
export function onceFor<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, { readonly made: Made }>();
  return (of) => {
    const entry = known.get(of) ?? { made: make(of) };
    known.set(of, entry);
    return entry.made;
  };
}
