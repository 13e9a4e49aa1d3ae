import { ActionIcon, Group, Loader, Text, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconFocusCentered, IconGrid3x3, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelFacts } from './facts';
import type { ModelFormat } from './formats';
import { loadModel } from './load';
import classes from './ModelViewer.module.css';
import { type Highlight, ModelScene, type Palette, type Size } from './scene';

export type ModelSource = { file: Blob; format: ModelFormat } | { url: string; format: ModelFormat };

export type ModelViewerProps = {
  /** Keep the object's identity while it is the same model: a new one is loaded anew. */
  source: ModelSource;
  height?: number | string;
  /** 1 is the file's own size. */
  scale?: number;
  buildVolumeMm?: Size;
  highlights?: readonly Highlight[];
  /** Shown when the browser has no WebGL. */
  stillUrl?: string;
  onFacts?: (facts: ModelFacts) => void;
  onError?: (error: unknown) => void;
};

type Stage = 'loading' | 'ready' | 'unreadable' | 'no-webgl';

/** A 3D model on its build plate: drag, wheel or pinch; arrow keys turn, + and - zoom, 0 frames it again. */
export default function ModelViewer(props: ModelViewerProps) {
  const { source, height = 420, scale = 1, buildVolumeMm, highlights, stillUrl, onFacts, onError } = props;
  const { t } = useTranslation('viewer');
  const host = useRef<HTMLDivElement>(null);
  const scene = useRef<ModelScene>(undefined);
  const callbacks = useRef({ onFacts, onError });
  callbacks.current = { onFacts, onError };
  const [stage, setStage] = useState<Stage>('loading');
  const [isWireframe, setWireframe] = useState(false);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!host.current) return;
    try {
      scene.current = new ModelScene(host.current, paletteOf(host.current));
    } catch {
      setStage('no-webgl');
    }
    return () => {
      scene.current?.dispose();
      scene.current = undefined;
    };
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    setStage((now) => (now === 'no-webgl' ? now : 'loading'));
    bufferOf(source, abort.signal)
      .then((buffer) => loadModel(buffer, source.format, abort.signal))
      .then(({ positions, facts }) => {
        if (abort.signal.aborted) return;
        callbacks.current.onFacts?.(facts);
        scene.current?.show(positions);
        setStage((now) => (now === 'no-webgl' ? now : 'ready'));
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        setStage((now) => (now === 'no-webgl' ? now : 'unreadable'));
        callbacks.current.onError?.(error);
      });
    return () => abort.abort();
  }, [source]);

  const [x, y, z] = buildVolumeMm ?? [];
  useEffect(() => {
    if (stage === 'ready') scene.current?.showPlate(buildVolumeMm);
  }, [stage, x, y, z, scheme]);
  useEffect(() => {
    if (stage === 'ready') scene.current?.scaleTo(scale);
  }, [stage, scale]);
  useEffect(() => {
    if (stage === 'ready') scene.current?.highlight(highlights ?? []);
  }, [stage, highlights]);
  useEffect(() => {
    scene.current?.wireframe(isWireframe);
  }, [isWireframe]);
  useEffect(() => {
    if (host.current) scene.current?.recolor(paletteOf(host.current));
  }, [scheme]);

  function onKeyDown(event: KeyboardEvent) {
    const act = KEYS[event.key];
    if (!act || !scene.current) return;
    event.preventDefault();
    act(scene.current);
  }

  return (
    <div className={classes.viewer} style={{ height }} data-stage={stage}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a canvas that keys turn */}
      <div ref={host} className={classes.canvas} role="application" aria-label={t('label')} tabIndex={0} onKeyDown={onKeyDown} />
      {stage === 'loading' && (
        <div className={classes.cover}>
          <Loader type="bars" aria-label={t('loading')} />
        </div>
      )}
      {stage === 'unreadable' && (
        <div className={classes.cover}>
          <Text c="dimmed">{t('unreadable')}</Text>
        </div>
      )}
      {stage === 'no-webgl' && (
        <div className={classes.cover}>
          {stillUrl ? <img className={classes.still} src={stillUrl} alt={t('label')} /> : <Text c="dimmed">{t('no_webgl')}</Text>}
        </div>
      )}
      {stage === 'ready' && (
        <Group gap={4} className={classes.tools}>
          <Tool label={t('zoom_in')} onClick={() => scene.current?.zoom(0.85)} icon={<IconPlus size={16} aria-hidden />} />
          <Tool label={t('zoom_out')} onClick={() => scene.current?.zoom(1.18)} icon={<IconMinus size={16} aria-hidden />} />
          <Tool label={t('frame')} onClick={() => scene.current?.look()} icon={<IconFocusCentered size={16} aria-hidden />} />
          <Tool
            label={t('wireframe')}
            pressed={isWireframe}
            onClick={() => setWireframe((on) => !on)}
            icon={<IconGrid3x3 size={16} aria-hidden />}
          />
        </Group>
      )}
    </div>
  );
}

function Tool({ label, icon, pressed, onClick }: { label: string; icon: React.ReactNode; pressed?: boolean; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant={pressed ? 'filled' : 'default'} size="lg" aria-label={label} aria-pressed={pressed} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

const KEYS: Record<string, (scene: ModelScene) => void> = {
  ArrowLeft: (scene) => scene.turn(-1, 0),
  ArrowRight: (scene) => scene.turn(1, 0),
  ArrowUp: (scene) => scene.turn(0, 1),
  ArrowDown: (scene) => scene.turn(0, -1),
  '+': (scene) => scene.zoom(0.85),
  '-': (scene) => scene.zoom(1.18),
  '0': (scene) => scene.look(),
};

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--viewer-${name}`).trim();
  return { model: read('model'), grid: read('grid'), box: read('box'), must_fix: read('must_fix'), risk: read('risk'), info: read('info') };
}

async function bufferOf(source: ModelSource, signal: AbortSignal): Promise<ArrayBuffer> {
  if ('file' in source) return source.file.arrayBuffer();
  const answer = await fetch(source.url, { signal });
  if (!answer.ok) throw new Error(`model ${answer.status}`);
  return answer.arrayBuffer();
}
