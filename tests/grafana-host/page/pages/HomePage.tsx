import { TextLink } from '@grafana/ui';
import { HostPluginPage } from '../chrome/HostPluginPage.tsx';
import { usePageNav } from '../chrome/PageNavContext.ts';

/** Says what this is. */
export function HomePage() {
  const { section } = usePageNav();
  return (
    <HostPluginPage pageNav={{ text: 'Home' }}>
      <p>
        This is not Grafana: it is a page with Grafana’s published libraries that shows the Understudy app and its
        panel. Switch the person (viewer, editor, admin) and the theme at the top right.
      </p>
      <ul>
        <li>
          <TextLink href={section.url ?? '/'}>Understudy</TextLink>
        </li>
        <li>
          <TextLink href="/d/demo">A dashboard with the fallback panel</TextLink>
        </li>
      </ul>
    </HostPluginPage>
  );
}
