/** Everything that a stream yields (`Array.fromAsync` is younger than the library level that is compiled for). */
export async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}
