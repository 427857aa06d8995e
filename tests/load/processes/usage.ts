/** What a process used: CPU time of all its threads since its start, memory now. */
export interface Usage {
  readonly cpuUs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
}
