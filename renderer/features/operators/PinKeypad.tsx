import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../../app/words.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Digits for a mouse or a touch screen. Not in the order of Tab: the field beside it takes the keyboard. */
export function PinKeypad(props: { onDigit: (digit: string) => void; onDelete: () => void }) {
  const words = useWords('operators');
  const key = (digit: string) => (
    <Button key={digit} size="large" tabIndex={-1} onClick={() => props.onDigit(digit)}>
      {digit}
    </Button>
  );
  return (
    <div className="hc-keypad">
      {DIGITS.map(key)}
      <span />
      {key('0')}
      <Button
        size="large"
        tabIndex={-1}
        aria-label={words('lock.delete')}
        icon={<ArrowLeftOutlined aria-hidden />}
        onClick={props.onDelete}
      />
    </div>
  );
}
