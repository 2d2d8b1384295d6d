import { ExperimentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../../app/words.ts';

/** Practice mode: what it is, and the way in or out. */
export function PracticeCard(props: { on: boolean; onEnter: () => void; onLeave: () => void }) {
  const words = useWords('profiles');
  return (
    <section className="hc-card hc-practice-card" aria-label={words('practice.title')}>
      <ExperimentOutlined aria-hidden />
      <div>
        <h3>{words('practice.title')}</h3>
        <p className="hc-soft">{words(props.on ? 'practice.on' : 'practice.off')}</p>
      </div>
      <Button onClick={props.on ? props.onLeave : props.onEnter}>
        {words(props.on ? 'practice.leave' : 'practice.enter')}
      </Button>
    </section>
  );
}
