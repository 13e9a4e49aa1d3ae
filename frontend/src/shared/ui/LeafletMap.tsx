import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import countries from 'world-atlas/countries-110m.json';
import type { MapProps, Place } from './MapView';
import classes from './MapView.module.css';

const TILES = import.meta.env.VITE_TILE_URL as string | undefined;
const CLOSE_ZOOM = 11;
const LONE_ZOOM = 5; // without streets a single place says something only within its country
const WORLD: L.LatLngBoundsExpression = [
  [-55, -130],
  [70, 150],
];

/** Leaflet itself; `MapView` loads it when a map is first shown. */
export default function LeafletMap({ label, places, chosen, onChoose, onPick, here }: MapProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const canChoose = Boolean(onChoose);
  const pick = useRef(onPick);
  pick.current = onPick;
  const hasPicked = useRef(false);

  useEffect(() => {
    if (!box.current) return;
    const made = L.map(box.current, { worldCopyJump: true, minZoom: 1, maxZoom: 18, zoomControl: false, scrollWheelZoom: false });
    made.fitBounds(WORLD);
    L.control.zoom({ zoomInTitle: t('map.closer'), zoomOutTitle: t('map.farther') }).addTo(made);
    made.attributionControl.setPrefix(false);
    addGround(made);
    made.on('click', ({ latlng }) => {
      if (!pick.current) return;
      hasPicked.current = true;
      const { lat, lng } = latlng.wrap();
      pick.current(lat, lng);
    });
    made.on('zoomend', () => setZoom(made.getZoom()));
    map.current = made;
    const resized = new ResizeObserver(() => made.invalidateSize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      made.remove();
      map.current = null;
    };
  }, [t]);

  const hadFocus = useRef(false); // of a pin: drawn anew, the chosen one has it
  const [zoom, setZoom] = useState<number>();
  useEffect(() => {
    const layer = map.current && L.layerGroup().addTo(map.current);
    if (!map.current || !layer) return;
    for (const { latitude, longitude, withinM } of places)
      if (withinM) L.circle([latitude, longitude], { radius: withinM, className: classes.about, interactive: false }).addTo(layer);
    for (const group of groupsOf(map.current, places, zoom))
      addPin(layer, group, chosen, canChoose ? (id) => choose.current?.(id) : undefined);
    if (here) L.circleMarker([here.latitude, here.longitude], { radius: 7, className: classes.here, interactive: false }).addTo(layer);
    if (hadFocus.current) box.current?.querySelector<HTMLElement>('[data-chosen]')?.focus();
    return () => {
      hadFocus.current = Boolean(document.activeElement?.classList.contains(classes.pin));
      layer.remove();
    };
  }, [places, chosen, canChoose, here, zoom]);

  useEffect(() => {
    if (hasPicked.current) {
      hasPicked.current = false; // who presses on the map looks at the right piece of it already
      return;
    }
    const points = [...places, ...(here ? [here] : [])].map((one) => L.latLng(one.latitude, one.longitude));
    const maxZoom = TILES || points.length > 1 ? CLOSE_ZOOM : LONE_ZOOM;
    if (points.length) map.current?.fitBounds(L.latLngBounds(points), { padding: [48, 48], maxZoom, animate: false });
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

const CROWDED_PX = 30;

/** Places that would lie on top of each other, together: no pin covers another. */
function groupsOf(map: L.Map, places: readonly Place[], zoom = map.getZoom()): Place[][] {
  const groups: { at: L.Point; places: Place[] }[] = [];
  for (const place of places) {
    const at = map.project([place.latitude, place.longitude], zoom);
    const near = groups.find((group) => group.at.distanceTo(at) < CROWDED_PX);
    if (near) near.places.push(place);
    else groups.push({ at, places: [place] });
  }
  return groups.map((group) => group.places);
}

/** A pin for one place or for several that lie close: pressed again, it goes on to the next of them. */
function addPin(layer: L.LayerGroup, places: Place[], chosen: string | undefined, onChoose?: (id: string) => void): void {
  const at = places.findIndex(({ id }) => id === chosen);
  const isChosen = at >= 0;
  const { latitude, longitude } = places[Math.max(at, 0)];
  const count = document.createElement('span');
  if (places.length > 1) count.textContent = String(places.length);
  const pin = L.marker([latitude, longitude], {
    icon: L.divIcon({ className: classes.pin, iconSize: [24, 24], html: count }),
    keyboard: Boolean(onChoose),
    zIndexOffset: isChosen ? 1000 : 0,
  }).addTo(layer);
  const element = pin.getElement();
  element?.setAttribute('aria-label', places.map(({ name }) => name).join(', '));
  element?.setAttribute('role', onChoose ? 'button' : 'img');
  if (onChoose) element?.setAttribute('aria-pressed', String(isChosen));
  if (isChosen) element?.setAttribute('data-chosen', 'true');
  if (places.length > 1) element?.setAttribute('data-many', 'true');
  const name = document.createElement('span');
  name.textContent = isChosen ? places[at].name : places.map((place) => place.name).join(', '); // never as markup: people write names
  pin.bindTooltip(name, { direction: 'top', offset: [0, -12], permanent: isChosen, className: classes.name });
  if (!onChoose) return;
  const choose = () => onChoose(places[(at + 1) % places.length].id);
  pin.on('click', choose);
  element?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose();
    }
  });
}
