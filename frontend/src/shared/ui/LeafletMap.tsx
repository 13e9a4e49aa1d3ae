import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import countries from 'world-atlas/countries-110m.json';
import type { MapProps, Place } from './MapView';
import classes from './MapView.module.css';

const TILES = import.meta.env.VITE_TILE_URL as string | undefined;
const CLOSE_ZOOM = 11;
const WORLD: L.LatLngBoundsExpression = [
  [-55, -130],
  [70, 150],
];

/** Leaflet itself; `MapView` loads it when a map is first shown. */
export default function LeafletMap({ label, places, chosen, onChoose, here }: MapProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const canChoose = Boolean(onChoose);

  useEffect(() => {
    if (!box.current) return;
    const made = L.map(box.current, { worldCopyJump: true, minZoom: 1, maxZoom: 18, zoomControl: false, scrollWheelZoom: false });
    made.fitBounds(WORLD);
    L.control.zoom({ zoomInTitle: t('map.closer'), zoomOutTitle: t('map.farther') }).addTo(made);
    made.attributionControl.setPrefix(false);
    addGround(made);
    map.current = made;
    const resized = new ResizeObserver(() => made.invalidateSize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      made.remove();
      map.current = null;
    };
  }, [t]);

  useEffect(() => {
    const layer = map.current && L.layerGroup().addTo(map.current);
    if (!layer) return;
    for (const place of places) addPin(layer, place, place.id === chosen, canChoose ? (id) => choose.current?.(id) : undefined);
    if (here) L.circleMarker([here.latitude, here.longitude], { radius: 7, className: classes.here, interactive: false }).addTo(layer);
    return () => void layer.remove();
  }, [places, chosen, canChoose, here]);

  useEffect(() => {
    const points = [...places, ...(here ? [here] : [])].map((one) => L.latLng(one.latitude, one.longitude));
    if (points.length) map.current?.fitBounds(L.latLngBounds(points), { padding: [48, 48], maxZoom: CLOSE_ZOOM, animate: false });
  }, [places, here]);

  // biome-ignore lint/a11y/useSemanticElements: a map is a group of pins, not fields of a form
  return <div ref={box} className={classes.map} role="group" aria-label={label} />;
}

/** Street tiles over the outline; when they don't come, the outline is what one sees. */
function addGround(map: L.Map): void {
  const world = countries as unknown as Topology;
  L.geoJSON(feature(world, world.objects.countries), { interactive: false, style: { className: classes.land } })
    .addTo(map)
    .bringToBack();
  map.attributionControl.addAttribution('Natural Earth');
  if (!TILES) return;
  const tiles = L.tileLayer(TILES, { maxZoom: 18, attribution: '© OpenStreetMap' });
  tiles.once('tileerror', () => void tiles.remove());
  tiles.addTo(map);
}

function addPin(layer: L.LayerGroup, place: Place, isChosen: boolean, onChoose?: (id: string) => void): void {
  const pin = L.marker([place.latitude, place.longitude], {
    icon: L.divIcon({ className: classes.pin, iconSize: [24, 24], html: '<span></span>' }),
    keyboard: Boolean(onChoose),
    zIndexOffset: isChosen ? 1000 : 0,
  }).addTo(layer);
  const element = pin.getElement();
  element?.setAttribute('aria-label', place.name);
  element?.setAttribute('role', onChoose ? 'button' : 'img');
  if (onChoose) element?.setAttribute('aria-pressed', String(isChosen));
  if (isChosen) element?.setAttribute('data-chosen', 'true');
  const name = document.createElement('span');
  name.textContent = place.name; // never as markup: names are written by people
  pin.bindTooltip(name, { direction: 'top', offset: [0, -12], permanent: isChosen, className: classes.name });
  if (!onChoose) return;
  pin.on('click', () => onChoose(place.id));
  element?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(place.id);
    }
  });
}
