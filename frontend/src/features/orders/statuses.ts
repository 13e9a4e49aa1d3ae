import type { OrderStatusEnum } from '@/shared/api/gen/types.gen';

export const STATUSES: OrderStatusEnum[] = ['pending', 'paid', 'in_production', 'shipped', 'delivered', 'cancelled', 'expired', 'refunded'];
