import { Button } from 'antd';
import { useState } from 'react';
import type { DayView } from '../../../../shared/contract/reconciliation.ts';
import type { Source } from '../../../../shared/domain/reconciliation/run.ts';
import { listText, useLanguage, useWords } from '../../../app/words.ts';
import { CopyText } from '../../../components/CopyText.tsx';
import { MappingDialog } from '../mapping/MappingDialog.tsx';
import { StateSign } from '../OutcomeTag.tsx';
import { useDay } from '../reconciliationStore.ts';

type Run = NonNullable<DayView['run']>;

/** Every file with its fingerprint, what was found in it, and what was not read in full. */
export function Sources({ run }: { run: Run }) {
  const words = useWords('reconciliation');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const [saved, setSaved] = useState(false);
  const day = useDay();
  const [mapping, setMapping] = useState(false);
  const { sources, problems, notices } = run.summary;
  const unknown =
    problems.some(({ code }) => code === 'needsMapping' || code === 'headerChanged') ||
    run.summary.outcomes['UNKNOWN-KIND'] > 0;
  return (
    <section className="hc-recon-scroll" aria-label={words('sources.title')}>
      {problems.length > 0 && (
        <>
          <h3>{words('sources.problems')}</h3>
          <ul className="hc-problems">
            {problems.map((problem) => (
              <li key={`${problem.file}/${problem.entry}/${problem.line}/${problem.code}`}>
                <StateSign look={problem.unread ? 'unread' : 'untied'} />
                <div>
                  <strong>{problem.entry ? `${problem.file}/${problem.entry}` : problem.file}</strong>
                  <p>{problem.why[language]}</p>
                  <p className="hc-soft">{problem.todo[language]}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {unknown && (
        <p className="hc-sources-map">
          <Button type="primary" onClick={() => setMapping(true)} data-testid="map-columns">
            {words('sources.map')}
          </Button>
          {saved && (
            <span role="status" data-testid="mapping-saved">
              {words('mapping.saved')}
            </span>
          )}
        </p>
      )}
      {sources
        .filter(({ role }) => role === 'statement')
        .map((source) => (
          <File key={source.sha256} source={source} />
        ))}
      {notices.length > 0 && (
        <>
          <h3>{words('sources.notices')}</h3>
          <ul>
            {notices.map((notice) => (
              <li key={notice.zh}>{notice[language]}</li>
            ))}
          </ul>
        </>
      )}
      <MappingDialog day={day} open={mapping} onSaved={() => setSaved(true)} onClose={() => setMapping(false)} />
    </section>
  );
}

function File({ source }: { source: Source }) {
  const words = useWords('reconciliation');
  const statements = useWords('statements');
  const language = useLanguage();
  return (
    <article className="hc-card hc-source">
      <h3>
        {source.file}
        {source.leg && <span className="hc-soft"> · {words(`leg.${source.leg}`)}</span>}
      </h3>
      <p className="hc-soft">
        {words('sources.lines', { count: source.lines })} · SHA-256{' '}
        <CopyText text={source.sha256} label="SHA-256">
          {source.sha256.slice(0, 16)}…
        </CopyText>
      </p>
      {source.parts.map((part) => (
        <div key={part.entry} className="hc-source-part">
          {part.entry !== '' && <strong>{part.entry}</strong>}
          <span>
            {statements(part.format === null ? 'files.unknownKind' : `format.${part.format}`)} ·{' '}
            {part.encoding && `${part.encoding.toUpperCase()} · `}
            {words('sources.lines', { count: part.lines })}
          </span>
          {part.bad_lines > 0 && (
            <span>
              <StateSign look="unread" /> {words('sources.bad', { count: part.bad_lines })}
            </span>
          )}
          <span>
            {part.summary.length === 0 ? (
              <span className="hc-soft">{words('sources.noTotals')}</span>
            ) : (
              <>
                <StateSign look={part.summary.every(({ ties }) => ties) ? 'clear' : 'untied'} />{' '}
                {words(part.summary.every(({ ties }) => ties) ? 'sources.totalsTie' : 'sources.totalsDiffer')}
              </>
            )}
          </span>
          {part.unused.length > 0 && (
            <span className="hc-soft">{words('sources.unused', { columns: listText(language, part.unused) })}</span>
          )}
        </div>
      ))}
    </article>
  );
}
