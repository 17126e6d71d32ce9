/** What lies over the base map: who holds places, areas of uncertain incidents, clusters, marks. */
import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl';
import { FAMILIES } from '$lib/families';
import { token } from '$lib/theme.svelte';
import { picture } from './marks';

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
const FONT = ['Inter Variable, Noto Sans, Noto Sans Arabic, sans-serif'];
/** Those that can be clicked, the uppermost first. */
export const CLICKABLE = ['marks', 'clusters', 'fog', 'areas', 'flags'] as const;

export function addLayers(map: MapLibre): void {
  map.setMissingStyleImageResolver((id) => {
    const found = picture(id);
    if (found && !map.hasImage(id)) map.addImage(id, found.data, { pixelRatio: found.pixelRatio });
  });
  const ofFamily = [
    'match',
    ['get', 'family'],
    ...FAMILIES.flatMap((f) => [f.key, token(`--${f.key}`)]),
    token('--other'),
  ] as unknown as ExpressionSpecification;
  for (const id of ['areas', 'points', 'flags', 'chosen'])
    map.addSource(id, { type: 'geojson', data: EMPTY, ...(id === 'areas' ? { promoteId: 'id' } : {}) });

  map.addLayer({
    id: 'areas',
    type: 'fill',
    source: 'areas',
    paint: {
      'fill-color': ofFamily,
      'fill-opacity': ['case', ['get', 'edge'], 0.1, 0.05],
      'fill-antialias': false,
    },
  });
  map.addLayer({
    id: 'area-edges',
    type: 'line',
    source: 'areas',
    filter: ['get', 'edge'],
    paint: { 'line-color': ofFamily, 'line-width': 1.1, 'line-dasharray': [2.5, 2.5], 'line-opacity': 0.75 },
  });
  map.addLayer({
    id: 'flags',
    type: 'symbol',
    source: 'flags',
    layout: {
      'icon-image': ['get', 'picture'],
      'icon-size': [
        'interpolate',
        ['linear'],
        ['zoom'],
        2,
        ['case', ['get', 'wide'], 0.55, 0.36],
        8,
        ['case', ['get', 'wide'], 1.5, 1.1],
      ],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['-', 0, ['get', 'claims']],
    },
    paint: { 'icon-opacity': 0.8 },
  });
  // Far off, an area would be too small to be seen: a soft spot without a core stands for it.
  map.addLayer({
    id: 'fog',
    type: 'circle',
    source: 'points',
    filter: ['==', ['get', 'what'], 'area'],
    paint: {
      'circle-color': ofFamily,
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 3, 8, 10, 12],
      'circle-blur': 0.9,
      // Gone once the area itself is large enough to be seen: nothing may look like a pin.
      'circle-opacity': [
        'interpolate',
        ['linear'],
        ['zoom'],
        3,
        0.62,
        5,
        ['case', ['>', ['get', 'km'], 60], 0, 0.5],
        6.5,
        ['case', ['>', ['get', 'km'], 12], 0, 0.35],
        8,
        0,
      ],
    },
  });
  map.addLayer({
    id: 'fog-disputed',
    type: 'symbol',
    source: 'points',
    filter: ['all', ['==', ['get', 'what'], 'area'], ['get', 'disputed']],
    layout: { 'icon-image': 'broken', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  });
  map.addLayer({
    id: 'chosen-edge',
    type: 'line',
    source: 'chosen',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'line-color': token('--ink'), 'line-width': 2 },
  });
  map.addLayer({
    id: 'marks',
    type: 'symbol',
    source: 'points',
    filter: ['==', ['get', 'what'], 'mark'],
    layout: {
      'icon-image': ['get', 'picture'],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 3, 0.72, 9, 1],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  });
  map.addLayer({
    id: 'clusters',
    type: 'symbol',
    source: 'points',
    filter: ['==', ['get', 'what'], 'cluster'],
    layout: {
      'icon-image': ['get', 'picture'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['get', 'label'],
      'text-font': FONT,
      'text-size': ['interpolate', ['linear'], ['get', 'radius'], 13, 10.5, 28, 13],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
      'symbol-sort-key': ['get', 'size'],
    },
    paint: { 'text-color': token('--ink') },
  });
  map.addLayer({
    id: 'chosen-ring',
    type: 'circle',
    source: 'chosen',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 15,
      'circle-color': 'transparent',
      'circle-stroke-width': 2.4,
      'circle-stroke-color': token('--focus'),
    },
  });
  map.addLayer({
    id: 'flag-names',
    type: 'symbol',
    source: 'flags',
    minzoom: 5,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': FONT,
      'text-size': 10.5,
      'text-max-width': 9,
      'text-anchor': 'top',
      'text-offset': [0, 2.1],
      'text-optional': true,
      'symbol-sort-key': ['-', 0, ['get', 'claims']],
    },
    paint: { 'text-color': token('--ink'), 'text-halo-color': token('--map-halo'), 'text-halo-width': 1.6 },
  });
}
