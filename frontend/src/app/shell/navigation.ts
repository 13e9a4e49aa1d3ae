import {
  IconBuildingFactory2,
  IconCalendarEvent,
  IconCategory,
  IconCoins,
  IconCube,
  IconDashboard,
  IconFlag,
  IconFriends,
  IconHistory,
  IconLayoutKanban,
  IconMapPin,
  IconMessages,
  IconPackages,
  IconPaw,
  IconPrinter,
  IconReceipt,
  IconShoppingBag,
  IconShoppingCart,
  IconStack2,
  IconTag,
  IconTicket,
  IconUpload,
  IconUsers,
} from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type ComponentType, useMemo } from 'react';
import { type Role, useSession } from '@/shared/auth/session';

export type NavItem = {
  key: string;
  to: string;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  jump?: string;
  /** Stands under a heading of its own, `nav.<group>`; the same for every role. */
  group?: 'community';
};

const COMMUNITY: NavItem[] = [
  { key: 'inbox', to: '/inbox', icon: IconMessages, jump: 'i', group: 'community' },
  { key: 'events', to: '/events', icon: IconCalendarEvent, jump: 'v', group: 'community' },
  { key: 'friends', to: '/people', icon: IconFriends, jump: 'f', group: 'community' },
  { key: 'pets', to: '/pets', icon: IconPaw, jump: 'a', group: 'community' },
];

/** Where one can go, by role; `jump` is the letter after `g`. Names are `nav.<key>` in common.json. */
export const NAVIGATION: Record<Role | 'guest', NavItem[]> = {
  guest: [
    { key: 'new_print', to: '/print', icon: IconUpload },
    { key: 'shop', to: '/shop', icon: IconShoppingBag },
    { key: 'labs', to: '/labs', icon: IconMapPin },
    { key: 'events', to: '/events', icon: IconCalendarEvent },
  ],
  user: [
    { key: 'dashboard', to: '/home', icon: IconDashboard, jump: 'd' },
    { key: 'new_print', to: '/print', icon: IconUpload, jump: 'n' },
    { key: 'prints', to: '/prints', icon: IconHistory, jump: 'j' },
    { key: 'models', to: '/models', icon: IconCube, jump: 'm' },
    { key: 'shop', to: '/shop', icon: IconShoppingBag, jump: 's' },
    { key: 'orders', to: '/orders', icon: IconReceipt, jump: 'o' },
    { key: 'labs', to: '/labs', icon: IconMapPin, jump: 'l' },
    ...COMMUNITY,
  ],
  maker: [
    { key: 'dashboard', to: '/maker', icon: IconDashboard, jump: 'd' },
    { key: 'review', to: '/maker/review', icon: IconLayoutKanban, jump: 'r' },
    { key: 'maker_orders', to: '/maker/orders', icon: IconShoppingCart, jump: 'o' },
    { key: 'products', to: '/maker/products', icon: IconTag, jump: 'w' },
    { key: 'earnings', to: '/maker/earnings', icon: IconCoins, jump: 'e' },
    { key: 'printers', to: '/maker/printers', icon: IconPrinter, jump: 'p' },
    { key: 'stock', to: '/maker/stock', icon: IconPackages, jump: 's' },
    { key: 'lab', to: '/maker/lab', icon: IconBuildingFactory2, jump: 'l' },
    ...COMMUNITY,
  ],
  admin: [
    { key: 'dashboard', to: '/platform', icon: IconDashboard, jump: 'd' },
    { key: 'all_orders', to: '/platform/orders', icon: IconShoppingCart, jump: 'o' },
    { key: 'users', to: '/platform/users', icon: IconUsers, jump: 'u' },
    { key: 'reports', to: '/platform/reports', icon: IconFlag, jump: 'r' },
    { key: 'lab_approvals', to: '/platform/labs', icon: IconBuildingFactory2, jump: 'l' },
    { key: 'materials', to: '/platform/materials', icon: IconStack2, jump: 'm' },
    { key: 'categories', to: '/platform/categories', icon: IconCategory, jump: 't' },
    { key: 'coupons', to: '/platform/coupons', icon: IconTicket, jump: 'c' },
    { key: 'money', to: '/platform/money', icon: IconCoins, jump: 'y' },
    ...COMMUNITY,
  ],
};

/** What a lab that nobody has approved can do: get ready. Orders and jobs come to open labs only. */
const GETTING_READY = new Set(['dashboard', 'printers', 'stock', 'lab']);

/** Of these, the pages that this build has and that work for this person. */
export function useDestinations(role: Role | 'guest'): NavItem[] {
  const hasPage = useHasPage();
  const { user } = useSession();
  const waits = role === 'maker' && Boolean(user?.memberships.every(({ status }) => status === 'pending' || status === 'rejected'));
  return useMemo(
    () => NAVIGATION[role].filter(({ key, to, group }) => hasPage(to) && (!waits || group || GETTING_READY.has(key))),
    [role, hasPage, waits],
  );
}

export function useHasPage(): (path: string) => boolean {
  const { routesByPath } = useRouter();
  return useMemo(() => {
    const known = new Set(Object.keys(routesByPath).map((path) => path.replace(/(.)\/$/, '$1')));
    return (path) => known.has(path);
  }, [routesByPath]);
}

export const homeOf = (role: Role | undefined): string => (role ? NAVIGATION[role][0].to : '/');
