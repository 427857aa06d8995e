import { sceneGraph, VizPanel, type EmbeddedScene } from '@grafana/scenes';
import type { PanelFrames } from './csvOfFrames.ts';

/** The data of each panel as it is shown now. */
export function framesOfScene(scene: EmbeddedScene): readonly PanelFrames[] {
  return sceneGraph
    .findAllObjects(scene, (object) => object instanceof VizPanel)
    .flatMap((panel) => {
      if (!(panel instanceof VizPanel)) return [];
      return { title: panel.state.title, frames: sceneGraph.getData(panel).state.data?.series ?? [] };
    });
}
