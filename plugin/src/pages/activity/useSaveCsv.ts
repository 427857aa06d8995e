import { useState } from 'react';
import { useAgentClient } from '../../api/AgentClientContext.ts';
import type { AnyEndpoint, CallOptions } from '../../api/agentClient.ts';
import { useToast } from '../../hooks/useToast.ts';
import { csvName, saveFile } from '../../components/saveFile.ts';

interface SaveCsv {
  readonly saving: boolean;
  readonly save: () => void;
}

/** Saves what the agent answers to a question as a file with a table. */
export function useSaveCsv<E extends AnyEndpoint>(what: string, endpoint: E, options: () => CallOptions<E>): SaveCsv {
  const client = useAgentClient();
  const toast = useToast();
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      saveFile(csvName(what, new Date()), await client.csv(endpoint, options()), 'text/csv');
    } catch (error) {
      toast.failed(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSaving(false);
    }
  };
  return { saving, save: () => void save() };
}
