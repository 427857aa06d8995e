import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { ChainEditorPage } from './editor/ChainEditorPage.tsx';
import { ChainListPage } from './list/ChainListPage.tsx';

/** All chains, or with `?model=` the chain of one model: an id may hold slashes, so it is a parameter. */
export function ChainsPage() {
  const [params] = useSearchParams();
  const model = params.get('model');
  return model ? <ChainEditorPage key={model} model={model} /> : <ChainListPage />;
}
