/** What the API tells, as shapes for the map. */
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import type { Schemas } from '$lib/api/client';
import { number } from '$lib/format';
import { holders } from '$lib/holders.svelte';
import { flagName, markName, ringName, ringRadius } from './marks';

export type Cluster = Omit<Schemas['Cluster'], 'bbox'> & { bbox: number[] };
export type IncidentLine = Schemas['IncidentLine'];
export type MapFeature = Cluster | IncidentLine;
export type HeldPlace = Schemas['HeldPlace'];

/** west, south, east, north. */
export type Box = [number, number, number, number];
export const boxOf = (cluster: Cluster): Box => {
  const [west = 0, south = 0, east = 0, north = 0] = cluster.bbox;
  return [west, south, east, north];
};
export const isCluster = (feature: MapFeature): feature is Cluster => feature.kind === 'cluster';
/** An uncertain place is an area, never a pin. */
export const isArea = (line: IncidentLine): boolean =>
  (line.geo_precision ?? 3) > 1 || (line.radius_km ?? 1) > 0;
/** All incidents of the cluster are at one place: nothing to zoom to. */
export const isStack = (cluster: Cluster): boolean => {
  const [west, south, east, north] = boxOf(cluster);
  return Math.abs(east - west) < 1e-4 && Math.abs(north - south) < 1e-4;
};

const COUNTRY_KM = 220;
/** A whole country has no radius that would say where; a wide, soft disc without an edge stands for it. */
const radius = (line: IncidentLine): number => line.radius_km ?? (line.geo_precision === 3 ? COUNTRY_KM : 15);

export function circle(lon: number, lat: number, km: number, corners = 56): [number, number][] {
  const points: [number, number][] = [];
  const dLat = km / 110.574;
  const dLon = km / (111.32 * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));
  for (let i = 0; i <= corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    points.push([lon + dLon * Math.cos(angle), Math.max(-85, Math.min(85, lat + dLat * Math.sin(angle)))]);
  }
  return points;
}

export function areas(features: readonly MapFeature[]): FeatureCollection<Polygon> {
  const found: Feature<Polygon>[] = [];
  for (const line of features) {
    if (isCluster(line) || !isArea(line) || line.lat === null || line.lon === null) continue;
    const km = radius(line);
    found.push({
      type: 'Feature',
      properties: {
        id: line.id,
        family: line.family,
        disputed: line.disputed,
        km,
        edge: line.radius_km !== null,
      },
      geometry: { type: 'Polygon', coordinates: [circle(line.lon, line.lat, km)] },
    });
  }
  // The smallest lie on top, so that each can be pointed at.
  found.sort((a, b) => (b.properties?.km as number) - (a.properties?.km as number));
  return { type: 'FeatureCollection', features: found };
}

export function points(features: readonly MapFeature[]): FeatureCollection<Point> {
  const found: Feature<Point>[] = [];
  for (const [index, one] of features.entries()) {
    if (one.lat === null || one.lon === null) continue;
    const geometry: Point = { type: 'Point', coordinates: [one.lon, one.lat] };
    if (isCluster(one)) {
      found.push({
        type: 'Feature',
        geometry,
        properties: {
          what: 'cluster',
          index,
          picture: ringName(one.count, one.families, one.disputed > 0),
          label: short(one.count),
          radius: ringRadius(one.count),
          size: one.count,
        },
      });
    } else {
      found.push({
        type: 'Feature',
        geometry,
        properties: isArea(one)
          ? { what: 'area', id: one.id, km: radius(one), family: one.family, disputed: one.disputed, size: 1 }
          : { what: 'mark', id: one.id, picture: markName(one.family, one.disputed), size: 1 },
      });
    }
  }
  return { type: 'FeatureCollection', features: found };
}

export function flags(places: readonly HeldPlace[]): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: places.map((place, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
      properties: {
        index,
        picture: flagName(holders.slot(place.holder?.key), place.contested),
        label: place.holder?.name ?? (place.contested ? 'contested' : 'nobody'),
        wide: place.feature === 'ADM1' || place.feature === 'PCLI',
        claims: place.number,
      },
    })),
  };
}

/** "1.2k": as much as fits into a ring. */
const short = (count: number): string =>
  count < 1000
    ? number(count)
    : count < 10_000
      ? `${(count / 1000).toFixed(1)}k`
      : `${Math.round(count / 1000)}k`;

/** What all features lie within; null: there are none. Incidents that stand far from the rest do not count. */
export function extent(features: readonly MapFeature[]): Box | null {
  const boxes = features.flatMap((one): [number, number, number, number, number][] => {
    if (one.lat === null || one.lon === null) return [];
    if (isCluster(one)) return [[...boxOf(one), one.count]];
    return [[one.lon, one.lat, one.lon, one.lat, 1]];
  });
  const [first] = boxes;
  if (!first) return null;
  const total = boxes.reduce((sum, box) => sum + box[4], 0);
  // Where there is much, a few outliers must not push the map out to the whole world.
  const spare = total > 40 ? total * 0.03 : 0;
  const edge = (side: 0 | 1 | 2 | 3, sign: 1 | -1): number => {
    const sorted = [...boxes].sort((a, b) => sign * (a[side] - b[side]));
    let left = spare;
    for (const box of sorted) {
      if (left < box[4]) return box[side];
      left -= box[4];
    }
    return first[side];
  };
  return [edge(0, 1), edge(1, 1), edge(2, -1), edge(3, -1)];
}
