/** The map below the incidents: Natural Earth's countries, towns of Dateline's gazetteer. No tile server, no fonts from afar. */
import { feature, mesh } from 'topojson-client';
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import type { GeometryCollection, Topology } from 'topojson-specification';
import coarse from 'world-atlas/countries-50m.json?url';
import fine from 'world-atlas/countries-10m.json?url';
import { token } from '$lib/theme.svelte';

type World = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

/** From this zoom on the finer outlines and the smaller towns are shown. */
const FINE_ZOOM = 5;
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
const FONT = ['Inter Variable, Noto Sans, sans-serif'];

export function baseStyle(tiles: string | null): StyleSpecification {
  const c = {
    sea: token('--map-sea'),
    land: token('--map-land'),
    border: token('--map-border'),
    label: token('--map-label'),
    halo: token('--map-halo'),
  };
  const text = (size: number, color = c.label) =>
    ({ 'text-color': color, 'text-halo-color': c.halo, 'text-halo-width': size }) as const;
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: EMPTY, tolerance: 0.3, attribution: 'Natural Earth' },
      borders: { type: 'geojson', data: EMPTY, tolerance: 0.3 },
      countries: { type: 'geojson', data: EMPTY },
      towns: { type: 'geojson', data: EMPTY, attribution: 'GeoNames' },
      ...(tiles ? { tiles: { type: 'raster', tiles: [tiles], tileSize: 256, maxzoom: 19 } as const } : {}),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': c.land, 'fill-antialias': true } },
      ...(tiles
        ? [{ id: 'tiles', type: 'raster', source: 'tiles', paint: { 'raster-opacity': 0.85 } } as const]
        : []),
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: {
          'line-color': c.border,
          'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.4],
        },
      },
      ...(tiles
        ? []
        : ([
            {
              id: 'town-dots',
              type: 'circle',
              source: 'towns',
              minzoom: 4,
              filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 5, 1, 6, 2, 7, 3, 8, 4, 9, 5]],
              paint: { 'circle-radius': 1.7, 'circle-color': c.label, 'circle-opacity': 0.8 },
            },
            {
              id: 'country-names',
              type: 'symbol',
              source: 'countries',
              maxzoom: 7,
              // Small islands wait until somebody comes near.
              filter: ['>=', ['get', 'size'], ['step', ['zoom'], 14, 2, 5, 3, 1.5, 4, 0.2, 5, 0]],
              layout: {
                'text-field': ['get', 'name'],
                'text-font': FONT,
                'text-size': ['interpolate', ['linear'], ['zoom'], 2, 10, 6, 14],
                'text-letter-spacing': 0.06,
                'text-max-width': 7,
                'symbol-sort-key': ['-', 0, ['get', 'size']],
                'text-padding': 6,
              },
              paint: { ...text(1.4), 'text-opacity': 0.85 },
            },
            {
              id: 'town-names',
              type: 'symbol',
              source: 'towns',
              minzoom: 4,
              filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 5, 1, 6, 2, 7, 3, 8, 4, 9, 5]],
              layout: {
                'text-field': ['get', 'name'],
                'text-font': FONT,
                'text-size': ['interpolate', ['linear'], ['get', 'rank'], 0, 12, 5, 10.5],
                'text-anchor': 'left',
                'text-offset': [0.5, 0],
                'symbol-sort-key': ['get', 'rank'],
                'text-padding': 3,
              },
              paint: text(1.3),
            },
          ] as const)),
    ] as StyleSpecification['layers'],
  };
}

export interface Land {
  land: Feature | FeatureCollection;
  borders: Feature;
  names: FeatureCollection<Point>;
}

const loaded = new Map<string, Promise<unknown>>();
async function json<T>(url: string): Promise<T> {
  let one = loaded.get(url);
  if (!one) {
    one = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`The base map could not be loaded (${answer.status}).`);
      return answer.json();
    });
    one.catch(() => loaded.delete(url));
    loaded.set(url, one);
  }
  return one as Promise<T>;
}

async function outlines(url: string): Promise<Land> {
  const world = await json<World>(url);
  const countries = feature(world, world.objects.countries).features;
  for (const country of countries) unroll(country.geometry);
  const land = feature(world, world.objects.land) as unknown as Feature | FeatureCollection;
  for (const part of 'features' in land ? land.features : [land]) unroll(part.geometry);
  return {
    land,
    borders: {
      type: 'Feature',
      properties: {},
      geometry: mesh(world, world.objects.countries as never, (a, b) => a !== b),
    },
    names: {
      type: 'FeatureCollection',
      features: countries.flatMap((country) => {
        const at = middle(country.geometry as Polygon | MultiPolygon);
        const properties = { name: country.properties.name, size: at?.size ?? 0 };
        return at
          ? [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: at.point } } as const]
          : [];
      }),
    },
  };
}

/**
 * Rings that cross the 180th meridian jump from one side of the map to the other; drawn on beyond it they do not.
 * Those around a pole keep their jump, which lies at the map's edge.
 */
function unroll(geometry: Geometry | null): void {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  for (const ring of rings) {
    let shift = 0;
    let before = ring[0]?.[0] ?? 0;
    const unrolled = ring.map((point) => {
      const lon = point[0] ?? 0;
      if (lon - before > 180) shift -= 360;
      else if (before - lon > 180) shift += 360;
      before = lon;
      return lon + shift;
    });
    if (shift === 0) ring.forEach((point, i) => (point[0] = unrolled[i] ?? 0));
  }
}

/** Middle of a country's largest part, weighted by area, and a measure of how large that is. */
function middle(geometry: Polygon | MultiPolygon | null): { point: [number, number]; size: number } | null {
  if (!geometry) return null;
  let best: { point: [number, number]; size: number } | null = null;
  for (const [ring] of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
    if (!ring) continue;
    let [area, x, y] = [0, 0, 0];
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[i + 1] ?? [];
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    const size = Math.abs(area / 2);
    if (size > (best?.size ?? 0)) best = { point: [x / (3 * area), y / (3 * area)], size };
  }
  return best;
}

async function towns(most: number): Promise<FeatureCollection<Point>> {
  const rows = await json<[string, number, number, number][]>('/basemap/towns.json');
  return {
    type: 'FeatureCollection',
    features: rows
      .filter((row) => row[3] <= most)
      .map(([name, lon, lat, rank]) => ({
        type: 'Feature',
        properties: { name, rank },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
  };
}

const set = (map: MapLibre, source: string, data: GeoJSON.GeoJSON): void =>
  void (map.getSource(source) as GeoJSONSource | undefined)?.setData(data);

/** Fills the base map, and refines it once somebody has come near. Call it again after the style was changed. */
export async function fillBasemap(map: MapLibre): Promise<void> {
  const [land, big] = await Promise.all([outlines(coarse), towns(2)]);
  set(map, 'land', land.land);
  set(map, 'borders', land.borders);
  set(map, 'countries', land.names);
  set(map, 'towns', big);
  const refine = async (): Promise<void> => {
    if (map.getZoom() < FINE_ZOOM) return;
    map.off('zoomend', check);
    set(map, 'towns', await towns(5));
    const finer = await outlines(fine);
    set(map, 'land', finer.land);
    set(map, 'borders', finer.borders);
  };
  const check = (): void => void refine().catch((problem: unknown) => console.warn(problem));
  map.on('zoomend', check);
  // What is asked for comes first: the finer outlines are large, and the workers have one queue.
  await map.once('idle');
  check();
}
