import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const REST_MS = 300;

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  label: string;
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
};

/** Finds in what the page lists: what was typed reaches `onSearch` when the typing rests. `/` puts the focus here. */
export function SearchField({ label, value, onSearch, ...rest }: Props) {
  const [text, setText] = useState(value ?? '');
  const known = useRef(value);
  useEffect(() => {
    if (value === known.current) return; // what was typed here comes back by the URL: the typing goes on
    known.current = value;
    setText(value ?? '');
  }, [value]);
  const send = useDebouncedCallback((typed: string) => {
    known.current = typed.trim() || undefined;
    onSearch(known.current);
  }, REST_MS);
  return (
    <TextInput
      type="search"
      data-search
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
      flex="1 1 220px"
      maw={360}
      {...rest}
    />
  );
}
