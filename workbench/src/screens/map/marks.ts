/** Pictures on the map, drawn when the map asks for them by name: marks of incidents, rings of clusters, flags of holders. */
import { FAMILIES, familyLook, type Family } from '$lib/families';
import { colourOf, patternOf, type Pattern } from '$lib/holders.svelte';
import { token } from '$lib/theme.svelte';

export interface Picture {
  data: ImageData;
  pixelRatio: number;
}

const RATIO = Math.min(3, Math.max(2, Math.ceil(window.devicePixelRatio || 1)));

function canvas(size: number): { ctx: CanvasRenderingContext2D; done: () => Picture } {
  const element = document.createElement('canvas');
  element.width = element.height = size * RATIO;
  const ctx = element.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('This browser draws no pictures.');
  ctx.scale(RATIO, RATIO);
  return {
    ctx,
    done: () => ({ data: ctx.getImageData(0, 0, size * RATIO, size * RATIO), pixelRatio: RATIO }),
  };
}

/** Broken in two: the ring of a disputed incident, told by its shape. */
function brokenRing(ctx: CanvasRenderingContext2D): void {
  for (const [width, colour, gap] of [
    [4, '--map-halo', 0.34],
    [1.8, '--ink', 0.4],
  ] as const) {
    ctx.lineWidth = width;
    ctx.strokeStyle = token(colour);
    for (const from of [0, Math.PI]) {
      ctx.beginPath();
      ctx.arc(0, 0, 11, from + gap, from + Math.PI - gap);
      ctx.stroke();
    }
  }
}

function broken(): Picture {
  const { ctx, done } = canvas(28);
  ctx.translate(14, 14);
  brokenRing(ctx);
  return done();
}

/** "mark|battles|disputed" */
export const markName = (family: Family, disputed: boolean): string =>
  `mark|${family}|${disputed ? 'd' : ''}`;

function mark(family: string, disputed: boolean): Picture {
  const { ctx, done } = canvas(28);
  const look = familyLook(family);
  ctx.translate(14, 14);
  if (disputed) brokenRing(ctx);
  ctx.scale(0.92, 0.92);
  ctx.translate(-8, -8);
  const path = new Path2D(look.shape);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3.4;
  ctx.strokeStyle = token('--map-halo');
  ctx.stroke(path);
  ctx.fillStyle = token(`--${look.key}`);
  ctx.fill(path);
  return done();
}

/** "ring|radius|battles:5,riots:7|d": shares in twelfths, so that few pictures are needed. */
export function ringName(
  count: number,
  families: Partial<Record<Family, number>>,
  disputed: boolean,
): string {
  const total = Object.values(families).reduce((a, b) => a + b, 0) || 1;
  const shares = FAMILIES.map((f) => [f.key, Math.round(((families[f.key] ?? 0) / total) * 12)] as const)
    .filter(([, share]) => share > 0)
    .map(([key, share]) => `${key}:${share}`);
  return `ring|${ringRadius(count)}|${shares.join(',')}|${disputed ? 'd' : ''}`;
}
export const ringRadius = (count: number): number =>
  count < 10 ? 13 : count < 100 ? 16 : count < 1000 ? 20 : count < 10_000 ? 24 : 28;

function ring(radius: number, shares: string, disputed: boolean): Picture {
  const size = 2 * radius + 10;
  const { ctx, done } = canvas(size);
  ctx.translate(size / 2, size / 2);
  ctx.beginPath();
  ctx.arc(0, 0, radius + 1, 0, 2 * Math.PI);
  ctx.fillStyle = token('--surface');
  ctx.shadowColor = 'rgb(0 0 0 / 28%)';
  ctx.shadowBlur = 4;
  ctx.fill();
  ctx.shadowBlur = 0;
  const parts = shares.split(',').map((part) => part.split(':') as [string, string]);
  const total = parts.reduce((sum, [, share]) => sum + Number(share), 0) || 1;
  let from = -Math.PI / 2;
  ctx.lineWidth = 4.5;
  for (const [family, share] of parts) {
    const to = from + (2 * Math.PI * Number(share)) / total;
    const gap = parts.length > 1 ? 0.05 : 0;
    ctx.beginPath();
    ctx.arc(0, 0, radius - 2.2, from + gap, to - gap);
    ctx.strokeStyle = token(`--${familyLook(family).key}`);
    ctx.stroke();
    from = to;
  }
  if (disputed) {
    // Two ticks at the sides: some of these are disputed.
    ctx.fillStyle = token('--ink');
    for (const side of [-1, 1]) {
      ctx.beginPath();
      ctx.moveTo(side * (radius + 4.5), -4);
      ctx.lineTo(side * (radius + 4.5), 4);
      ctx.lineTo(side * (radius - 0.5), 0);
      ctx.fill();
    }
  }
  return done();
}

/** "flag|slot|c": who holds a place; contested: hatched. */
export const flagName = (slot: number, contested: boolean): string => `flag|${slot}|${contested ? 'c' : ''}`;

function flag(slot: number, contested: boolean): Picture {
  const size = 46;
  const { ctx, done } = canvas(size);
  const edge = new Path2D();
  edge.arc(size / 2, size / 2, size / 2 - 2, 0, 2 * Math.PI);
  ctx.save();
  ctx.clip(edge);
  ctx.fillStyle = token('--map-land');
  ctx.fillRect(0, 0, size, size);
  paintHolder(ctx, size, slot, contested);
  ctx.restore();
  ctx.lineWidth = 1.6;
  if (contested) ctx.setLineDash([4, 3]);
  ctx.strokeStyle = token(colourOf(slot));
  ctx.stroke(edge);
  return done();
}

/** Fills a square with a holder's colour and pattern; contested ones are hatched over. */
export function paintHolder(
  ctx: CanvasRenderingContext2D,
  size: number,
  colour: number,
  contested: boolean,
): void {
  const ink = token(colourOf(colour));
  ctx.fillStyle = ink;
  ctx.strokeStyle = ink;
  if (contested) {
    ctx.globalAlpha = 0.85;
    stripes(ctx, size, 6, 2.4, 1);
  } else {
    ctx.globalAlpha = 0.32;
    ctx.fillRect(0, 0, size, size);
    ctx.globalAlpha = 0.9;
    draw(ctx, size, patternOf(colour));
  }
  ctx.globalAlpha = 1;
}

function draw(ctx: CanvasRenderingContext2D, size: number, pattern: Pattern): void {
  if (pattern === 'dots') {
    for (let x = 3; x < size; x += 6)
      for (let y = 3; y < size; y += 6) {
        ctx.beginPath();
        ctx.arc(x, y, 1.3, 0, 2 * Math.PI);
        ctx.fill();
      }
  } else if (pattern === 'lines') {
    for (let y = 3; y < size; y += 5) ctx.fillRect(0, y, size, 1.4);
  } else if (pattern === 'bars') {
    for (let x = 3; x < size; x += 5) ctx.fillRect(x, 0, 1.4, size);
  } else if (pattern === 'grid') {
    for (let at = 3; at < size; at += 6) {
      ctx.fillRect(0, at, size, 1.1);
      ctx.fillRect(at, 0, 1.1, size);
    }
  } else if (pattern === 'solid') {
    ctx.globalAlpha = 0.62;
    ctx.fillRect(0, 0, size, size);
  }
}

function stripes(
  ctx: CanvasRenderingContext2D,
  size: number,
  step: number,
  width: number,
  direction: 1 | -1,
): void {
  ctx.lineWidth = width;
  for (let at = -size; at < 2 * size; at += step) {
    ctx.beginPath();
    ctx.moveTo(at, direction === 1 ? size : 0);
    ctx.lineTo(at + size, direction === 1 ? 0 : size);
    ctx.stroke();
  }
}

/** The picture for a name; null: not one of ours. */
export function picture(name: string): Picture | null {
  const [kind, first = '', second = '', third = ''] = name.split('|');
  if (kind === 'mark') return mark(first, second === 'd');
  if (kind === 'ring') return ring(Number(first), second, third === 'd');
  if (kind === 'broken') return broken();
  if (kind === 'flag') return flag(Number(first), second === 'c');
  return null;
}
