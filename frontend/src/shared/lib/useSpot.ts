import { useState } from 'react';
/** A point on the globe, in degrees. */
export type Spot = { latitude: number; longitude: number };

/** Where the person is, asked only when they say so. */
export function useSpot(onSpot: (spot: Spot) => void) {
  const [isAsking, setAsking] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const ask = () => {
    setAsking(true);
    setRefused(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        onSpot({ latitude: coords.latitude, longitude: coords.longitude });
      },
      () => {
        setAsking(false);
        setRefused(true);
      },
      { timeout: 10_000, maximumAge: 300_000 },
    );
  };
  return { ask, isAsking, isRefused, isPossible: 'geolocation' in navigator };
}
