import { Input } from 'antd';
import type { FieldIds } from '../../components/Field.tsx';

/** Where a PIN is typed inside of a form; covered, and never kept by the browser. */
export function PinInput(props: { ids: FieldIds; testId: string; value: string; onChange: (pin: string) => void }) {
  return (
    <Input.Password
      {...props.ids}
      inputMode="numeric"
      autoComplete="off"
      maxLength={32}
      data-testid={props.testId}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
