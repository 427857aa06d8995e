import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZipEntry {
  /** With `/`, without one in front. */
  readonly name: string;
  readonly content: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the same content is the same archive, whenever it is made. */
const DATE = 0x21;
/** A plain file that everybody may read, as Unix has it. */
const MODE = 0o100644 << 16;

/** What both headers of a file have in common, from the version on. */
function facts({ name, content }: ZipEntry, packed: Buffer): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(VERSION, 0);
  head.writeUInt16LE(UTF8_NAMES, 2);
  head.writeUInt16LE(DEFLATED, 4);
  head.writeUInt16LE(0, 6);
  head.writeUInt16LE(DATE, 8);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(Buffer.byteLength(name), 22);
  return head;
}

function signature(value: number, extra = 0): Buffer {
  const bytes = Buffer.alloc(4 + extra);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

function centralHeader(entry: ZipEntry, packed: Buffer, offset: number): Buffer {
  // Made by: Unix, so that the mode below counts.
  const head = signature(CENTRAL_HEADER, 2);
  head.writeUInt16LE((3 << 8) | VERSION, 4);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(MODE >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([head, facts(entry, packed), rest, Buffer.from(entry.name)]);
}

/** A zip archive of the entries in their order: deflate, UTF-8 names, no dates. Below 4 GiB and 65,536 files. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content, { level: 9 });
    const file = Buffer.concat([signature(LOCAL_HEADER), facts(entry, packed), Buffer.from(entry.name), packed]);
    directory.push(centralHeader(entry, packed, offset));
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const end = signature(END, 18);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}
