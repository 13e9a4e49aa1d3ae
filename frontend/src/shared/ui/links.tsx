import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef } from 'react';

type Plain = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;

/** A link to a page that looks like a button; `to`, `params` and `search` are typed by the routes. */
export const ButtonLink = createLink(
  forwardRef<HTMLAnchorElement, ButtonProps & Plain>(function LinkLikeAButton(props, ref) {
    return <Button component="a" ref={ref} {...props} />;
  }),
);

/** A link in running text. */
export const TextLink = createLink(
  forwardRef<HTMLAnchorElement, AnchorProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>>(
    function LinkInText(props, ref) {
      return <Anchor ref={ref} {...props} />;
    },
  ),
);
