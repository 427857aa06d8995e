import React, { useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

/** A polite live region and the function that speaks through it. */
export function useAnnouncer(): { readonly announce: (words: string) => void; readonly region: ReactNode } {
  const [said, setSaid] = useState({ words: '', times: 0 });
  return {
    announce: (words) => setSaid(({ times }) => ({ words, times: times + 1 })),
    region: <LiveRegion words={said.words} times={said.times} />,
  };
}

function LiveRegion({ words, times }: { readonly words: string; readonly times: number }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" className={styles.spoken}>
      {/* A new element is spoken also where the words are the same as before. */}
      <span key={times}>{words}</span>
    </div>
  );
}

const getStyles = () => ({
  spoken: css({ clipPath: 'inset(50%)', height: 1, overflow: 'hidden', position: 'absolute', width: 1 }),
});
