import { createFileRoute } from '@tanstack/react-router';
import { Landing } from '@/features/quote/Landing';

export const Route = createFileRoute('/')({ component: Landing });
